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
 * Whether a second copy of the database fits. The server does not tell its free space; on our own
 * machine the file system does.
 */
final class DiskSpace {
  private static final String QUESTION =
      """
      SELECT pg_database_size(current_database()) AS size,
             CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
                  THEN current_setting('data_directory') END AS directory
      """;

  private DiskSpace() {}

  /**
   * @param plainBytes of the dump
   */
  static void look(
      Connection connection, DatabaseUrl url, long plainBytes, List<Obstacle> obstacles)
      throws SQLException {
    Queries.one(
            connection,
            QUESTION,
            row ->
                compare(
                    url,
                    Math.max(plainBytes, row.getLong("size")),
                    Optional.ofNullable(row.getString("directory"))))
        .ifPresent(obstacles::add);
  }

  private static Optional<Obstacle> compare(
      DatabaseUrl url, long needed, Optional<String> directory) {
    Optional<Long> free = directory.filter(any -> isHere(url)).flatMap(DiskSpace::free);
    if (free.isEmpty()) {
      return Optional.of(
          Obstacle.warning(
              Obstacle.Kind.UNKNOWN,
              "Whether the server has %d MB for a second copy of the database cannot be told from"
                      .formatted(needed >> 20)
                  + " here",
              "Look at the free space of the server's data directory."));
    }
    return free.get() >= needed
        ? Optional.empty()
        : Optional.of(
            Obstacle.blocking(
                Obstacle.Kind.DISK_SPACE,
                "A second copy of the database takes about %d MB, and the server's disk has %d MB"
                        .formatted(needed >> 20, free.get() >> 20)
                    + " left",
                "Free space on the server's disk."));
  }

  private static boolean isHere(DatabaseUrl url) {
    try {
      return url.host().startsWith("/") || InetAddress.getByName(url.host()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** A tunnel or a container may stand behind a loopback address: then there is no such folder. */
  private static Optional<Long> free(String directory) {
    try {
      Path folder = Path.of(directory);
      return Files.exists(folder.resolve("PG_VERSION"))
          ? Optional.of(Files.getFileStore(folder).getUsableSpace())
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
