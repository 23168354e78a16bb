package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The number of a transaction at the server, by which is asked later what became of it. */
final class TransactionNumber {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TransactionNumber() {}

  /** Of the transaction that a session is in. */
  static String of(DatabaseSession session) throws SQLException {
    return Queries.one(
        session.connection(), "SELECT txid_current()::text", row -> row.getString(1));
  }

  /**
   * The same, once it has changed something, so that the server never gives it to another one. A
   * server that crashes gives a number again of which nothing is in its log on disk yet; the COMMIT
   * of any other transaction brings there all that was logged before (manual, section 30.4).
   */
  static String lasting(DatabaseSession session, Connections connections) throws SQLException {
    String number = of(session);
    try (Connection other = connections.hurried("chronos-outcome", PATIENCE);
        Statement statement = other.createStatement()) {
      statement.execute("SET synchronous_commit = on");
      statement.execute("SELECT pg_logical_emit_message(true, 'chronos', '')");
    }
    return number;
  }
}
