package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Whether what is restored fits beside what is there, in the database's tablespace. The server does
 * not tell its free space; on our own machine the file system does.
 */
final class DiskSpace {
  private static final String QUESTION =
      """
      SELECT pg_database_size(current_database()) AS size,
             CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
                  THEN current_setting('data_directory') END AS directory,
             pg_tablespace_location(dattablespace) AS location, spcname
        FROM pg_database JOIN pg_tablespace ON pg_tablespace.oid = dattablespace
       WHERE datname = current_database()
      """;

  private DiskSpace() {}

  /**
   * For a second copy of the database.
   *
   * @param plainBytes of the dump
   */
  static void look(
      Connection connection, DatabaseUrl url, long plainBytes, List<Obstacle> obstacles)
      throws SQLException {
    look(connection, url, plainBytes, true, "a second copy of the database", obstacles);
  }

  /**
   * For tables that are made or filled while the old ones are there.
   *
   * @param plainBytes of their rows in the dump
   */
  static void lookForTables(
      Connection connection, DatabaseUrl url, long plainBytes, List<Obstacle> obstacles)
      throws SQLException {
    look(connection, url, plainBytes, false, "the rows of the tables", obstacles);
  }

  private static void look(
      Connection connection,
      DatabaseUrl url,
      long plainBytes,
      boolean whole,
      String what,
      List<Obstacle> obstacles)
      throws SQLException {
    Queries.one(
            connection,
            QUESTION,
            row ->
                compare(
                    url,
                    what,
                    whole ? Math.max(plainBytes, row.getLong("size")) : plainBytes,
                    Optional.ofNullable(row.getString("directory")),
                    row.getString("location"),
                    row.getString("spcname")))
        .ifPresent(obstacles::add);
  }

  private static Optional<Obstacle> compare(
      DatabaseUrl url,
      String what,
      long needed,
      Optional<String> directory,
      String location,
      String space) {
    Optional<Long> free =
        directory.filter(any -> isHere(url)).flatMap(data -> free(data, location));
    if (free.isEmpty()) {
      return Optional.of(
          Obstacle.warning(
              Obstacle.Kind.UNKNOWN,
              "Whether the server has %d MB for %s cannot be told from here"
                  .formatted(megabytes(needed), what),
              "Look at the free space where the server keeps tablespace " + space + "."));
    }
    return free.get() >= needed
        ? Optional.empty()
        : Optional.of(
            Obstacle.blocking(
                Obstacle.Kind.DISK_SPACE,
                "For %s about %d MB are needed, and the disk of tablespace %s has %d MB left"
                    .formatted(what, megabytes(needed), space, free.get() >> 20),
                "Free space on the server's disk."));
  }

  private static long megabytes(long bytes) {
    return (bytes >> 20) + 1;
  }

  private static boolean isHere(DatabaseUrl url) {
    try {
      return url.host().startsWith("/") || InetAddress.getByName(url.host()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /**
   * A tunnel or a container may stand behind a loopback address: then there is no such folder.
   *
   * @param location of the tablespace: empty for the server's own, and relative for those that lie
   *     in the data directory
   */
  private static Optional<Long> free(String directory, String location) {
    try {
      Path folder = Path.of(directory);
      return Files.exists(folder.resolve("PG_VERSION"))
          ? Optional.of(Files.getFileStore(folder.resolve(location)).getUsableSpace())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
