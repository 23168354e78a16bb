package io.leveredge.chronos.bench.database;

import io.leveredge.chronos.adapters.os.postgres.EmbeddedDatabase;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgres;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgresSettings;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server for one run of the benchmark, from the newest installed PostgreSQL, with the
 * client programs of the same installation.
 */
public final class BenchServer implements AutoCloseable {
  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(15);

  /** Besides what initdb chooses: nothing may happen on its own while something is measured. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "autovacuum", "off",
          "checkpoint_timeout", "1h",
          "max_wal_size", "8GB",
          "max_wal_senders", "0",
          "wal_level", "minimal");

  private final Path folder;
  private final Shell shell;
  private final EmbeddedPostgres server;
  private final Path programs;
  private final Map<String, String> settings;
  private final EmbeddedDatabase maintenance;

  /**
   * Makes it and starts it.
   *
   * @param folder for its data and its scripts; exists
   * @param sharedBuffersMb enough for all that is read while something is measured
   */
  public BenchServer(
      ChildProcesses processes, Clock clock, Shell shell, Path folder, int sharedBuffersMb) {
    PostgresInstallation installed =
        PostgresInstallations.ofThisMachine()
            .newest()
            .orElseThrow(() -> new BenchFailure("No PostgreSQL with server and client found"));
    this.folder = folder;
    this.shell = shell;
    this.programs = installed.binaries();
    this.settings = new TreeMap<>(SETTINGS);
    settings.put("shared_buffers", sharedBuffersMb + "MB");
    this.server =
        new EmbeddedPostgres(
            processes,
            clock,
            EmbeddedPostgresSettings.of(installed, folder.resolve("postgres"))
                .withServerSettings(settings));
    this.maintenance = server.start();
  }

  /** The folder of pg_dump and psql. */
  public Path programs() {
    return programs;
  }

  /** The settings that are not PostgreSQL's own defaults, as {@code name=value, …}. */
  public String settings() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Its version, for example {@code 15.18}. */
  public String version() {
    return query("postgres", "SELECT split_part(current_setting('server_version'), ' ', 1)");
  }

  /** The URL of a database, as the service takes it; it holds the password. */
  public String url(String database) {
    return new EmbeddedDatabase(
            maintenance.host(),
            maintenance.port(),
            maintenance.user(),
            maintenance.password(),
            database)
        .url();
  }

  /** What the plain tools find a database by (PostgreSQL manual, 34.15 "Environment Variables"). */
  public Map<String, String> clientEnvironment(String database) {
    return Map.of(
        "PGHOST", maintenance.host(),
        "PGPORT", Integer.toString(maintenance.port()),
        "PGUSER", maintenance.user(),
        "PGPASSWORD", maintenance.password(),
        "PGDATABASE", database,
        "PG_BIN", programs.toString());
  }

  public void createDatabase(String name) {
    query("postgres", "CREATE DATABASE " + name);
  }

  /** Removes one, where there is one; nobody may be connected to it. */
  public void dropDatabase(String name) {
    query("postgres", "DROP DATABASE IF EXISTS " + name);
  }

  boolean hasDatabase(String name) {
    return query("postgres", "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'")
        .equals("1");
  }

  /** One statement's answer, unaligned and without a header. */
  public String query(String database, String statement) {
    Map<String, String> variables = new HashMap<>(clientEnvironment(database));
    variables.put("STATEMENT", statement);
    return shell.output(
        "\"$PG_BIN\"/psql -XwqAt -v ON_ERROR_STOP=1 -c \"$STATEMENT\"", variables, STATEMENT_LIMIT);
  }

  /**
   * Runs one of the scripts beside this class.
   *
   * @param amount the script's one variable, by the name {@code amount}
   */
  public void runScript(String database, String script, int amount) {
    Path copy = folder.resolve(script);
    try (InputStream resource = BenchServer.class.getResourceAsStream(script)) {
      if (resource == null) {
        throw new IllegalArgumentException("No script " + script);
      }
      Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, String> variables = new HashMap<>(clientEnvironment(database));
    variables.put("SCRIPT", copy.toString());
    variables.put("AMOUNT", Integer.toString(amount));
    shell.output(
        "\"$PG_BIN\"/psql -Xwq -v ON_ERROR_STOP=1 -v amount=\"$AMOUNT\" -f \"$SCRIPT\" >/dev/null",
        variables,
        SCRIPT_LIMIT);
  }

  @Override
  public void close() {
    server.close();
  }
}
