package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for what of a database a restore could not put back, or must not cut off. */
final class Target {
  private static final int NAMED = 5;
  private static final String BLOCKERS =
      """
      SELECT 'prepared transaction ' || quote_literal(gid) FROM pg_prepared_xacts
       WHERE database = ?
      UNION ALL
      SELECT 'replication slot ' || quote_ident(slot_name) FROM pg_replication_slots
       WHERE database = ?
      UNION ALL
      SELECT 'subscription ' || quote_ident(s.subname)
        FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
       WHERE d.datname = ?
      ORDER BY 1
      """;

  private Target() {}

  /** Every one, for example {@code replication slot mirror}. */
  static List<String> blockers(Connection connection, String database) throws SQLException {
    return new ArrayList<>(
        Queries.all(connection, BLOCKERS, row -> row.getString(1), database, database, database));
  }

  /**
   * Makes sure that there is none.
   *
   * @throws ChronosException RESTORE_BLOCKED, naming the first few
   */
  static void refuseBlocked(Connection connection, String database) throws SQLException {
    List<String> blockers = blockers(connection, database);
    if (!blockers.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Database %s has what a restore would cut off: %s"
              .formatted(database, String.join(", ", blockers.stream().limit(NAMED).toList())));
    }
  }
}
