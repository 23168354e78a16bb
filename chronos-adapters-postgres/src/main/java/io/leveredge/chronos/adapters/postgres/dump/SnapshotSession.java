package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One look at a database that does not change: a read-only transaction that stays open, and the
 * name under which pg_dump joins it (manual, section 9.28.5, {@code pg_export_snapshot}). A hot
 * standby has it too, from PostgreSQL 10 on.
 */
public final class SnapshotSession implements AutoCloseable {
  private final Connection connection;
  private final ServerFacts facts;
  private final String snapshot;

  private SnapshotSession(Connection connection, ServerFacts facts, String snapshot) {
    this.connection = connection;
    this.facts = facts;
    this.snapshot = snapshot;
  }

  /** Takes the connection over, closing it too when this fails. */
  public static SnapshotSession begin(Connection connection) throws SQLException {
    try {
      ServerFacts facts = ServerFacts.of(connection);
      try (Statement statement = connection.createStatement()) {
        for (String setting : endlessPatience(facts.versionNumber())) {
          statement.execute("SET " + setting + " = 0");
        }
      }
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      String snapshot =
          Queries.one(connection, "SELECT pg_export_snapshot()", row -> row.getString(1));
      return new SnapshotSession(connection, ServerFacts.of(connection), snapshot);
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /** The settings by which a server would end a long quiet transaction. */
  public static List<String> endlessPatience(int serverVersionNumber) {
    List<String> settings =
        new ArrayList<>(
            List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"));
    if (serverVersionNumber >= ServerFacts.IDLE_SESSION_TIMEOUT) {
      settings.add("idle_session_timeout");
    }
    if (serverVersionNumber >= ServerFacts.TRANSACTION_TIMEOUT) {
      settings.add("transaction_timeout");
    }
    return settings;
  }

  /** Questions asked here are answered from the snapshot. */
  public Connection connection() {
    return connection;
  }

  /** What the server says, as of the snapshot. */
  public ServerFacts facts() {
    return facts;
  }

  /** For {@code pg_dump --snapshot} and {@code SET TRANSACTION SNAPSHOT}. */
  public String name() {
    return snapshot;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
