package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.api.access.AccessMode;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the environment variables and the configuration file, and checks them as a whole. */
public final class SettingsReader {
  private static final int PORT = 8010;
  private static final int EMBEDDED_PORT = 54310;
  private static final long LARGEST_PORT = 65535;

  private final Faults faults = new Faults();
  private final Variables variables;

  private SettingsReader(Map<String, String> environment) {
    this.variables = new Variables(environment, faults);
  }

  /** What became of reading. */
  public sealed interface Reading {
    record Valid(Settings settings) implements Reading {}

    /** Everything that is wrong, each with the name of its variable and without any secret. */
    record Faulty(List<String> faults) implements Reading {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  public static Reading read(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Settings settings = reader.settings();
    List<String> found = reader.faults.all();
    return found.isEmpty() ? new Reading.Valid(settings) : new Reading.Faulty(found);
  }

  private Settings settings() {
    Path state =
        variables.path("CHRONOS_STATE").orElseGet(() -> Path.of(".chronos").toAbsolutePath());
    Optional<DatabaseUrl> database = database("DATABASE_URL", variables.secret("DATABASE_URL"));
    Optional<DatabaseUrl> catalog =
        database("CATALOG_DATABASE_URL", variables.secret("CATALOG_DATABASE_URL"))
            .or(() -> database);
    ConfigurationFile file = configurationFile();
    return new Settings(
        new Settings.Listening(
            variables.text("CHRONOS_HOST").orElse("127.0.0.1"),
            (int) variables.number("CHRONOS_PORT", PORT, 0, LARGEST_PORT)),
        state,
        storage(state),
        Duration.ofDays(variables.number("RETENTION_DAYS", 7, 1, 36500)),
        Duration.ofSeconds(variables.number("QUEUE_SECONDS", 10, 0, 3600)),
        Duration.ofSeconds(variables.number("LEASE_SECONDS", 60, 4, 3600)),
        catalog,
        targets(database, catalog, file),
        variables.text("S3_BUCKET"),
        variables.path("PG_BIN").filter(this::isFolder),
        (int) variables.number("EMBEDDED_POSTGRES_PORT", EMBEDDED_PORT, 0, LARGEST_PORT),
        new AccessSettings(
            mode(),
            variables.list("ALLOWED_HOSTS"),
            variables.list("ALLOWED_ORIGINS"),
            file.tokens()),
        new Settings.Restores(
            variables.flag("RESTORE_NEEDS_PLAN"),
            Duration.ofHours(variables.number("UNDO_HOURS", 72, 0, 24 * 365))));
  }

  private Settings.Storage storage(Path state) {
    return new Settings.Storage(
        variables.path("BACKUP_PATH").orElseGet(() -> state.resolve("backups")),
        variables.text("BACKUP_PATH_SHOWN"),
        ByteCount.ofMebibytes(variables.number("RESERVE_MB", 64, 0, 1L << 30)),
        variables.text("SHARED_GROUP"),
        (int) variables.number("COMPRESSION_LEVEL", 1, 1, 9));
  }

  private List<TargetSettings> targets(
      Optional<DatabaseUrl> database, Optional<DatabaseUrl> catalog, ConfigurationFile file) {
    EnvironmentTarget variablesTarget = new EnvironmentTarget(variables, faults);
    TargetSettings.DumpOptions options = variablesTarget.dumpOptions();
    TargetSettings environment = variablesTarget.read(database, options);
    List<TargetSettings> others =
        file.targets(environment.codec(), options, environment.hooks().timeout());
    boolean embedded = catalog.isEmpty();
    List<TargetSettings> targets = new ArrayList<>();
    if (!environment.isEmpty() || (embedded && others.isEmpty())) {
      targets.add(environment);
    } else {
      HookPoints.requireNone(environment.hooks(), faults);
    }
    targets.addAll(others);
    TargetNames.checkDistinct(targets, faults);
    if (targets.isEmpty()) {
      faults.add(
          "DATABASE_URL",
          "is not set, neither are N8N_URL and CONFIG_PATHS, and CHRONOS_CONFIG names no target:"
              + " nothing to back up");
    }
    return targets;
  }

  private ConfigurationFile configurationFile() {
    return variables
        .path("CHRONOS_CONFIG")
        .map(path -> ConfigurationFile.read(path, variables, faults))
        .orElseGet(ConfigurationFile::none);
  }

  private Optional<DatabaseUrl> database(String setting, Optional<String> text) {
    return text.flatMap(url -> databaseUrl(setting, url, faults));
  }

  static Optional<DatabaseUrl> databaseUrl(String setting, String text, Faults faults) {
    return switch (DatabaseUrl.parse(text)) {
      case DatabaseUrl.Parsing.Valid(DatabaseUrl url) -> Optional.of(url);
      case DatabaseUrl.Parsing.Faulty(List<String> found) -> {
        found.forEach(fault -> faults.add(setting, fault));
        yield Optional.empty();
      }
    };
  }

  static Codec codec(String setting, String word, Faults faults) {
    Optional<Codec> codec = Codec.fromWire(word.toLowerCase(Locale.ROOT));
    if (codec.isEmpty()) {
      faults.add(setting, "'" + word + "' is none of gzip, zstd, none");
    }
    return codec.orElse(Codec.GZIP);
  }

  private AccessMode mode() {
    String word = variables.text("ACCESS").orElse(AccessMode.OPEN.wire());
    Optional<AccessMode> mode = AccessMode.fromWire(word.toLowerCase(Locale.ROOT));
    if (mode.isEmpty()) {
      faults.add("ACCESS", "'" + word + "' is none of open, local, closed");
    }
    return mode.orElse(AccessMode.CLOSED);
  }

  private boolean isFolder(Path path) {
    boolean folder = Files.isDirectory(path);
    if (!folder) {
      faults.add("PG_BIN", "'" + path + "' is not a folder");
    }
    return folder;
  }
}
