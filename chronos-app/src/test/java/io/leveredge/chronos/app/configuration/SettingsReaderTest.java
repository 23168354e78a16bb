package io.leveredge.chronos.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.os.hook.HookCommands;
import io.leveredge.chronos.app.configuration.SettingsReader.Reading;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every variable of docs/reference/settings.md, by its rules: as long as that list. */
class SettingsReaderTest {
  private static final String URL = "postgresql://app:s3cr3t@db.example:5433/shop?sslmode=require";

  @TempDir Path folder;

  @Test
  void nothingSetMeansTheEmbeddedServerOnLoopbackAndSevenDays() {
    Settings settings = valid(Map.of());
    assertThat(settings.embedded()).isTrue();
    assertThat(settings.listening()).isEqualTo(new Settings.Listening("127.0.0.1", 8010));
    assertThat(settings.keep()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.targets()).hasSize(1);
    assertThat(settings.targets().getFirst().name()).isEqualTo(TargetName.DEFAULT);
    assertThat(settings.targets().getFirst().database()).isEmpty();
    assertThat(settings.storage().directory()).isEqualTo(settings.state().resolve("backups"));
  }

  @Test
  void theCatalogLivesInTheDatabaseUnlessSaidOtherwise() {
    assertThat(valid(Map.of("DATABASE_URL", URL)).catalog().orElseThrow().database())
        .isEqualTo("shop");
    assertThat(
            valid(Map.of("DATABASE_URL", URL, "CATALOG_DATABASE_URL", "postgres://c@h/catalog"))
                .catalog()
                .orElseThrow()
                .database())
        .isEqualTo("catalog");
  }

  @Test
  void everyFaultIsReportedAtOnceByNameAndWithoutSecrets() {
    List<String> faults =
        faulty(
            Map.of(
                "DATABASE_URL", "mysql://root:s3cr3t@h/db",
                "RETENTION_DAYS", "soon",
                "CHRONOS_PORT", "70000",
                "COMPRESSION", "rar",
                "ACCESS", "maybe",
                "DATABASE_NO_OWNER", "perhaps",
                "PG_BIN", folder.resolve("missing").toString()));
    assertThat(String.join("\n", faults))
        .contains("DATABASE_URL: ")
        .contains("RETENTION_DAYS: 'soon' is not a whole number from 1 to 36500")
        .contains("CHRONOS_PORT: '70000' is not a whole number from 0 to 65535")
        .contains("COMPRESSION: 'rar' is none of gzip, zstd, none")
        .contains("ACCESS: 'maybe' is none of open, local, closed")
        .contains("DATABASE_NO_OWNER: 'perhaps' is neither true nor false")
        .contains("PG_BIN: ")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aSecretMayComeFromAFileButNotFromTwoPlaces() throws IOException {
    Path secret = Files.writeString(folder.resolve("url"), URL + "\n");
    assertThat(
            valid(Map.of("DATABASE_URL_FILE", secret.toString()))
                .catalog()
                .orElseThrow()
                .password())
        .contains("s3cr3t");
    assertThat(faulty(Map.of("DATABASE_URL_FILE", secret.toString(), "DATABASE_URL", URL)))
        .singleElement()
        .asString()
        .startsWith("DATABASE_URL: is set, and so is DATABASE_URL_FILE");
    assertThat(faulty(Map.of("DATABASE_URL_FILE", folder.resolve("none").toString())))
        .singleElement()
        .asString()
        .contains("DATABASE_URL_FILE", "cannot be read");
  }

  @Test
  void theFileAddsTargetsThatInheritWhatTheyLeaveOut() throws IOException {
    Settings settings =
        valid(
            Map.of("DATABASE_URL", URL, "COMPRESSION", "zstd", "LOCK_WAIT_SECONDS", "7"),
            """
            targets:
              control-plane:
                database_url: postgresql://cp@h/cp
                exclude_schemas: [audit, "tmp_*"]
                no_owner: true
              dev:
                database_url: postgresql://d@h/d
                compression: none
                lock_wait_seconds: 3
            tokens:
              ops:
                sha256: %s
                scopes: [delete]
            """
                .formatted("ab".repeat(32)));
    assertThat(settings.targets())
        .extracting(target -> target.name().value())
        .containsExactly("default", "control-plane", "dev");
    TargetSettings plane = settings.targets().get(1);
    assertThat(plane.codec()).isEqualTo(Codec.ZSTD);
    TargetSettings.DumpOptions options = plane.database().orElseThrow().options();
    assertThat(options.excludedSchemas()).containsExactly("audit", "tmp_*");
    assertThat(options.noOwner()).isTrue();
    assertThat(options.lockWait()).isEqualTo(Duration.ofSeconds(7));
    TargetSettings dev = settings.targets().get(2);
    assertThat(dev.codec()).isEqualTo(Codec.NONE);
    assertThat(dev.database().orElseThrow().options().lockWait()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.access().tokens().getFirst().scopes()).containsExactly(Scope.DELETE);
  }

  @Test
  void aTargetMayBeADatabaseAnN8nAndPathsAndGoByFurtherNames() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "n8n-s3cr3t\n");
    Settings settings =
        valid(
            Map.of(
                "N8N_URL", "http://n8n:5678/",
                "N8N_API_KEY_FILE", key.toString(),
                "CONFIG_PATHS", "/etc/app, /srv/app/settings.yml",
                "CONFIG_EXCLUDES", "*.tmp",
                "TARGET_NAME", "control-plane",
                "TARGET_ALIASES", "prod"),
            """
            targets:
              dev:
                aliases: [staging]
                n8n_url: http://n8n-dev:5678
                n8n_api_key: other
                config_paths: [/etc/dev]
            """);
    TargetSettings ours = settings.targets().getFirst();
    assertThat(ours.name()).isEqualTo(TargetName.DEFAULT);
    assertThat(ours.calledAs()).containsExactly("control-plane", "prod");
    assertThat(ours.n8n().orElseThrow().apiKey()).isEqualTo("n8n-s3cr3t");
    assertThat(ours.files().orElseThrow().roots())
        .containsExactly(Path.of("/etc/app"), Path.of("/srv/app/settings.yml"));
    assertThat(ours.files().orElseThrow().excludes()).containsExactly("*.tmp");
    TargetSettings dev = settings.targets().get(1);
    assertThat(dev.calledAs()).containsExactly("dev", "staging");
    assertThat(dev.database()).isEmpty();
    assertThat(dev.files().orElseThrow().roots()).containsExactly(Path.of("/etc/dev"));
  }

  @Test
  void onlyTheDefaultTargetGetsTheEmbeddedDatabase() throws IOException {
    Settings settings =
        valid(Map.of("CONFIG_PATHS", "/etc/app"), "targets: {dev: {config_paths: [/etc/dev]}}")
            .withEmbedded(url("postgresql://postgres@127.0.0.1/postgres"));
    assertThat(settings.targets().getFirst().database()).isPresent();
    assertThat(settings.targets().get(1).database()).isEmpty();
  }

  @Test
  void whatIsWrongWithTheNewerPartsIsNamedWithoutSecrets() throws IOException {
    assertThat(faulty(Map.of("N8N_URL", "http://n8n")))
        .singleElement()
        .asString()
        .startsWith("N8N_API_KEY: ");
    assertThat(faulty(Map.of("N8N_API_KEY", "s3cr3t")))
        .singleElement()
        .asString()
        .startsWith("N8N_URL: ");
    assertThat(
            String.join(
                "\n",
                faulty(
                    Map.of(
                        "DATABASE_URL", URL,
                        "N8N_URL", "http://user:s3cr3t@n8n",
                        "N8N_API_KEY", "s3cr3t",
                        "CONFIG_PATHS", "etc/app",
                        "TARGET_NAME", "Control Plane",
                        "TARGET_ALIASES", "dev"),
                    "targets: {dev: {config_paths: [relative]}}")))
        .contains("N8N_URL: ")
        .contains("CONFIG_PATHS: 'etc/app' is not an absolute path")
        .contains("TARGET_NAME: 'Control Plane' is no name")
        .contains("targets.dev.config_paths: 'relative' is not an absolute path")
        .contains("targets.dev: needs a database_url, an n8n_url or config_paths")
        .contains("the name 'dev' is that of target 'default'")
        .doesNotContain("s3cr3t");
  }

  @Test
  void whatTheFileGetsWrongIsNamedByItsPlace() throws IOException {
    List<String> faults =
        faulty(
            Map.of("DATABASE_URL", URL),
            """
            targets:
              Bad Name: {database_url: "postgresql://d@h/d"}
              default: {database_url: "postgresql://d@h/d"}
              dev: {database: "x", no_acl: perhaps}
            tokens:
              ops: {sha256: abc, scopes: [fly]}
            colour: red
            """);
    assertThat(String.join("\n", faults))
        .contains("targets.Bad Name: 'Bad Name' is no name")
        .contains("targets.default: the name 'default' is that of target 'default'")
        .contains("targets.dev.database: is not known here")
        .contains("targets.dev.no_acl: must be true or false")
        .contains("targets.dev: needs a database_url")
        .contains("tokens.ops.sha256: must be the SHA-256")
        .contains("tokens.ops.scopes: there is no scope 'fly'")
        .contains("colour: is not known here");
  }

  @Test
  void aCatalogWithoutAnythingToBackUpIsAFault() {
    assertThat(faulty(Map.of("CATALOG_DATABASE_URL", URL)))
        .singleElement()
        .asString()
        .contains("nothing to back up");
  }

  @Test
  void hooksAreOfTheirTargetAloneAndItsFileInheritsTheTimeout() throws IOException {
    Settings settings =
        valid(
            Map.of(
                "DATABASE_URL", URL,
                "HOOK_BEFORE_DATABASE", "shop pause | logger",
                "HOOK_TIMEOUT_SECONDS", "7"),
            """
            targets:
              dev:
                config_paths: [/etc/dev]
                hooks: {after_config: "dev go-on", before_backup: "dev pause"}
              test:
                config_paths: [/etc/test]
                hooks: {timeout_seconds: 30}
            """);
    assertThat(settings.targets())
        .extracting(TargetSettings::hooks)
        .containsExactly(
            new HookCommands(
                Map.of(HookPoint.of(Moment.BEFORE, Component.DATABASE), "shop pause | logger"),
                Duration.ofSeconds(7)),
            new HookCommands(
                Map.of(
                    HookPoint.of(Moment.AFTER, Component.CONFIG), "dev go-on",
                    HookPoint.ofBackup(Moment.BEFORE), "dev pause"),
                Duration.ofSeconds(7)),
            new HookCommands(Map.of(), Duration.ofSeconds(30)));
  }

  @Test
  void hooksThatCannotBeOrWouldNeverRunAreNamed() throws IOException {
    assertThat(
            String.join(
                "\n",
                faulty(
                    Map.of(
                        "DATABASE_URL", URL,
                        "HOOK_BEFORE_WORKFLOWS", "true",
                        "HOOK_TIMEOUT_SECONDS", "3601"),
                    """
                    targets:
                      dev:
                        config_paths: [/etc/dev]
                        hooks: {before_database: "x", during_backup: "y", timeout_seconds: 0}
                      test:
                        config_paths: [/etc/test]
                        hooks: "x"
                    """)))
        .contains("HOOK_BEFORE_WORKFLOWS: would never run: the target has no workflows")
        .contains("HOOK_TIMEOUT_SECONDS: '3601' is not a whole number from 1 to 3600")
        .contains("targets.dev.hooks.before_database: would never run: the target has no database")
        .contains("targets.dev.hooks.during_backup: is not known here")
        .contains("targets.dev.hooks.timeout_seconds: must be a whole number from 1 to 3600")
        .contains("targets.test.hooks: must be a mapping");
    assertThat(
            faulty(
                Map.of("CATALOG_DATABASE_URL", URL, "HOOK_AFTER_BACKUP", "true"),
                "targets: {dev: {config_paths: [/etc/dev]}}"))
        .singleElement()
        .asString()
        .startsWith("HOOK_AFTER_BACKUP: would never run");
    valid(Map.of("HOOK_BEFORE_DATABASE", "true"));
  }

  @Test
  void everyVariableIsInTheReference() throws IOException {
    Set<String> asked = new TreeSet<>();
    Map<String, String> listening =
        new AbstractMap<>() {
          @Override
          public @Nullable String get(Object name) {
            asked.add(String.valueOf(name));
            return null;
          }

          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }
        };
    SettingsReader.read(listening);
    String reference = Files.readString(Path.of("../docs/reference/settings.md"));
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(asked).allSatisfy(name -> assertThat(reference).contains("`" + name + "`"));
  }

  private static DatabaseUrl url(String text) {
    return ((DatabaseUrl.Parsing.Valid) DatabaseUrl.parse(text)).url();
  }

  private Settings valid(Map<String, String> environment, String yaml) throws IOException {
    return valid(withFile(environment, yaml));
  }

  private List<String> faulty(Map<String, String> environment, String yaml) throws IOException {
    return faulty(withFile(environment, yaml));
  }

  private Map<String, String> withFile(Map<String, String> environment, String yaml)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("CHRONOS_CONFIG", Files.writeString(folder.resolve("chronos.yml"), yaml).toString());
    return all;
  }

  private static Settings valid(Map<String, String> environment) {
    Reading reading = SettingsReader.read(environment);
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).settings();
  }

  private static List<String> faulty(Map<String, String> environment) {
    Reading reading = SettingsReader.read(environment);
    assertThat(reading).isInstanceOf(Reading.Faulty.class);
    return ((Reading.Faulty) reading).faults();
  }
}
