package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedDatabase;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgres;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgresSettings;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server from the installed binaries, with its data below {@code java.io.tmpdir}. */
final class LocalServer implements PostgresServer {
  private final OsChildProcesses processes = new OsChildProcesses(new SystemClock());
  private final Path home;
  private final EmbeddedPostgres server;

  LocalServer(PostgresInstallation installation, Map<String, String> serverSettings) {
    try {
      home = Files.createTempDirectory("test-postgres-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server =
        new EmbeddedPostgres(
            processes,
            new SystemClock(),
            EmbeddedPostgresSettings.of(installation, home.resolve("server"))
                .withServerSettings(serverSettings));
  }

  @Override
  public TestDatabase start() {
    EmbeddedDatabase database = server.start();
    return new TestDatabase(
        database.host(),
        database.port(),
        database.user(),
        database.password(),
        database.database());
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void kill() {
    server.postmaster().ifPresent(processes::kill);
  }

  @Override
  public void discard() {
    server.stop();
    try (Stream<Path> tree = Files.walk(home)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
