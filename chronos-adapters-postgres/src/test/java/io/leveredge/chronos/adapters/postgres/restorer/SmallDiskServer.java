package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedDatabase;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgres;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgresSettings;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;

/**
 * A server whose databases lie on a small disk of their own: a file system in memory, which only
 * the server's processes see. Its log of changes lies elsewhere, because a server that cannot write
 * that one stops altogether. Started once.
 */
final class SmallDiskServer implements AutoCloseable {
  private static final int MEGABYTES = 96;

  private final EmbeddedPostgres server;
  private final TestDatabase maintenance;

  SmallDiskServer(Path folder) throws IOException {
    PostgresInstallation installed =
        PostgresInstallations.ofThisMachine()
            .newest()
            .orElseThrow(() -> new IllegalStateException("No PostgreSQL is installed"));
    SystemClock clock = new SystemClock();
    EmbeddedPostgresSettings usual = EmbeddedPostgresSettings.of(installed, folder.resolve("home"));
    server =
        new EmbeddedPostgres(
            new OsChildProcesses(clock),
            clock,
            new EmbeddedPostgresSettings(
                programs(installed.binaries(), Files.createDirectory(folder.resolve("bin"))),
                usual.home(),
                usual.port(),
                usual.user(),
                usual.database(),
                Map.of("fsync", "off", "autovacuum", "off")));
    EmbeddedDatabase database = server.start();
    maintenance =
        new TestDatabase(
            database.host(),
            database.port(),
            database.user(),
            database.password(),
            database.database());
  }

  private static Path programs(Path real, Path folder) throws IOException {
    for (String same : new String[] {"initdb", "pg_ctl", "psql"}) {
      program(folder.resolve(same), "#!/bin/sh\nexec '" + real.resolve(same) + "' \"$@\"\n");
    }
    program(folder.resolve("postgres"), script(real.resolve("postgres")));
    return folder;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes the disk, copies what initdb made onto it, and becomes the server as who it was. */
  private static String script(Path postgres) {
    return """
    #!/bin/sh
    [ "$1" = -D ] || exec '%1$s' "$@"
    exec unshare --user --map-root-user --mount sh -c '
      ids="--map-user=$0 --map-group=$1" base="$3/base"
      shift
      mv "$base" "$base.made" && mkdir "$base" &&
      mount -t tmpfs -o size=%2$dm,mode=700 tmpfs "$base" &&
      cp -a "$base.made/." "$base" && rm -r "$base.made" &&
      exec unshare --user $ids -- %1$s "$@"' "$(id -u)" "$(id -g)" "$@"
    """
        .formatted(postgres, MEGABYTES);
  }

  TestDatabase maintenance() {
    return maintenance;
  }

  /** Fills the disk until so much is left: what an insert that failed has written stays there. */
  void fillUpTo(int megabytesLeft) throws SQLException {
    maintenance.execute("CREATE TABLE room (filler text); CREATE TABLE ballast (filler text)");
    maintenance.execute(insert("room", megabytesLeft));
    try {
      maintenance.execute(insert("ballast", MEGABYTES));
      throw new IllegalStateException("More fits on the disk than there is room");
    } catch (SQLException failure) {
      if (!"53100".equals(failure.getSQLState())) {
        throw failure;
      }
    }
    maintenance.execute("DROP TABLE room");
  }

  /** Of such rows seven fill a page. */
  private static String insert(String table, int megabytes) {
    return "INSERT INTO %s SELECT repeat('x', 1100) FROM generate_series(1, %d)"
        .formatted(table, megabytes * 128 * 7);
  }

  /** Makes room again. */
  void makeRoom() throws SQLException {
    maintenance.execute("DROP TABLE ballast");
  }

  /** Ends it, and its disk with it. */
  @Override
  public void close() {
    server.discard();
  }
}
