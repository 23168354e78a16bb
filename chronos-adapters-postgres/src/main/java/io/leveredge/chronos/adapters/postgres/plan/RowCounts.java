package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.Change.Amount;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How many rows a table has: counted where that is soon done, and otherwise what the planner
 * believes ({@code reltuples}; negative where it knows nothing, 0 before version 14).
 */
final class RowCounts {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long FEW = 100_000;
  private static final long SMALL = 64L << 20;

  /** Where nothing is known of a table, about so many bytes are a row. */
  private static final long USUAL_ROW = 100;

  private static final String BELIEF =
      """
      SELECT c.reltuples::int8 AS tuples, c.relpages AS pages, pg_relation_size(c.oid) AS bytes
        FROM pg_class c WHERE c.oid = to_regclass(?)
      """;

  private static final String CANCELED = "57014";
  private static final String NO_PRIVILEGE = "42501";

  private final Connection connection;

  RowCounts(Connection connection) {
    this.connection = connection;
  }

  private record Belief(long tuples, boolean analyzed, long bytes) {
    Amount about() {
      return Amount.about(analyzed ? tuples : bytes / USUAL_ROW);
    }
  }

  /** Empty where there is no such table. */
  Optional<Amount> of(TableName table) throws SQLException {
    List<Belief> belief =
        Queries.all(
            connection,
            BELIEF,
            row ->
                new Belief(
                    row.getLong("tuples"),
                    row.getLong("tuples") > 0
                        || (row.getLong("tuples") == 0 && row.getLong("pages") > 0),
                    row.getLong("bytes")),
            SqlText.name(table));
    if (belief.isEmpty()) {
      return Optional.empty();
    }
    Belief known = belief.getFirst();
    boolean many = known.analyzed() && (known.tuples() >= FEW || known.bytes() >= SMALL);
    return Optional.of(many ? known.about() : count(table, known));
  }

  private Amount count(TableName table, Belief otherwise) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + PATIENCE.toMillis());
      long rows =
          Queries.one(
              connection,
              "SELECT count(*) FROM ONLY " + SqlText.name(table),
              row -> row.getLong(1));
      return Amount.exactly(rows);
    } catch (SQLException failure) {
      if (CANCELED.equals(failure.getSQLState()) || NO_PRIVILEGE.equals(failure.getSQLState())) {
        return otherwise.about();
      }
      throw failure;
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET statement_timeout = 0");
      }
    }
  }
}
