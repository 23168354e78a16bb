package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether a server takes what is restored at all: its version, and whether it is a standby. */
final class ServerVersion {
  private ServerVersion() {}

  static void look(Connection connection, BackupDump dump, List<Obstacle> obstacles)
      throws SQLException {
    int then = Integer.parseInt(dump.facts().getOrDefault("server_version_num", "0")) / 10_000;
    ServerFacts now = ServerFacts.of(connection);
    if (now.major() < then) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.VERSION,
              "The backup is of PostgreSQL %d, and the server is the older %s"
                  .formatted(then, now.version()),
              "Restore into a server of version " + then + " or later."));
    }
    if (now.standby()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PLACE,
              "The server is a standby, which takes no changes",
              "Restore into its primary."));
    }
  }
}
