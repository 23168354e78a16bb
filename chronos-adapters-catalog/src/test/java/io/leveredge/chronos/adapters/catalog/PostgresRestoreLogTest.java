package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.RestoreLogContract;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresRestoreLogTest extends RestoreLogContract {
  private static final Restore FIRST = SampleRestores.completed(SampleRestores.order(1));
  private static final Restore SECOND = SampleRestores.partial(SampleRestores.order(2));

  private static TestDatabase database;
  private static CatalogFixture fixture;

  @BeforeAll
  static void migrate() throws SQLException {
    database = TestPostgres.shared().createDatabase();
    fixture = CatalogFixture.migrated(database);
  }

  @BeforeEach
  void forget() throws SQLException {
    database.execute("TRUNCATE chronos.restore_log");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected RestoreLog log() {
    return fixture.restoreLog();
  }

  @Override
  protected void garble(RestoreId id) {
    garble(id, "choice = '{\"placement\": \"somewhere\"}'");
  }

  private static void garble(RestoreId id, String assignment) {
    try {
      database.execute("UPDATE chronos.restore_log SET " + assignment + " WHERE id = '" + id + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What else later versions, and people, may write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = 'zz'",
        "backup_id = '../up'",
        "target = ''",
        "components = '{}'",
        "components = '{database,mail}'",
        "components = ARRAY[NULL]::text[]",
        "choice = '[]'",
        "choice = 'null'",
        "choice = '{}'",
        "outcomes = '7'",
        "outcomes = 'null'",
        "outcomes = '[null]'",
        "outcomes = '[{}]'",
        "outcomes = '[{\"component\": \"mail\", \"state\": \"restored\"}]'",
        "outcomes = '[{\"component\": \"database\", \"state\": \"blurred\"}]'",
        "outcomes = '[{\"component\": \"database\", \"state\": \"failed\"}]'",
        "undoes = 'the last'",
        "safety_backup = 'none'",
        "status = 'paused'"
      })
  void oneRowThatCannotBeReadHidesNoOther(String assignment) throws SQLException {
    log().record(FIRST);
    log().record(SECOND);
    database.execute(
        "ALTER TABLE chronos.restore_log DROP CONSTRAINT IF EXISTS restore_log_status_is_known");
    garble(SECOND.id(), assignment);

    assertThat(log().list(Optional.empty(), 1)).containsExactly(FIRST);
    assertThat(log().undoable()).containsExactly(FIRST);
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws SQLException {
    log().record(FIRST);
    log().record(SampleRestores.failed(SampleRestores.order(3)));
    database.execute(
        "UPDATE chronos.restore_log SET choice = choice || '{\"speed\": 9}',"
            + " outcomes = jsonb_set(outcomes, '{0,counts,moved}', '5'),"
            + " failure_code = replace(failure_code, 'backup_corrupt', 'moon_too_full')");

    assertThat(log().find(FIRST.id())).contains(FIRST);
    assertThat(log().find(SampleRestores.id(3)).flatMap(Restore::problem))
        .map(ComponentOutcome.Failure::code)
        .contains(ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void textThatPostgresCannotKeepDoesNotLoseTheRestore() {
    RestoreOrder order = SampleRestores.order(1);
    String torn = "a\0b\uD83Dc";
    log()
        .record(
            new Restore(
                new RestoreOrder(
                    order.id(),
                    order.backup(),
                    order.target(),
                    order.choice(),
                    order.undoes(),
                    false,
                    Optional.of(torn),
                    torn,
                    order.createdAt()),
                RestoreState.FAILED,
                Optional.of(order.createdAt()),
                Optional.empty(),
                List.of(
                    new ComponentOutcome(
                        Component.DATABASE,
                        ComponentOutcome.State.FAILED,
                        Map.of(ChangeKind.CREATED, 1L),
                        Map.of(torn, torn),
                        List.of(torn),
                        Map.of(torn, torn),
                        Optional.of(new ComponentOutcome.Failure(ErrorCode.RESTORE_FAILED, torn)))),
                Optional.of(new ComponentOutcome.Failure(ErrorCode.RESTORE_FAILED, torn)),
                Optional.empty()));

    assertThat(log().find(order.id()).orElseThrow().toString())
        .contains("a\uFFFDb\uFFFDc")
        .doesNotContain("\0");
  }

  @Test
  void aPageOfALongLogAndWhatCanBeUndoneAreReadOffIndexes() throws SQLException {
    log().record(FIRST);
    database.execute(
        """
        INSERT INTO chronos.restore_log
        SELECT (jsonb_populate_record(first, jsonb_build_object(
          'id', '20240101T000000000Z-' || lpad(n::text, 10, '0'),
          'undo_until', NULL))).*
        FROM chronos.restore_log AS first, generate_series(1, 5000) AS n
        """);
    database.execute("VACUUM ANALYZE chronos.restore_log");

    assertThat(plan("WHERE id < '2025' ORDER BY id DESC LIMIT 50"))
        .contains("Index Scan Backward using restore_log_pkey");
    assertThat(plan("WHERE undo_until IS NOT NULL ORDER BY id DESC"))
        .contains("Index Scan Backward using restore_log_undoable");
  }

  private static String plan(String of) throws SQLException {
    return database
        .value("EXPLAIN (FORMAT JSON) SELECT * FROM chronos.restore_log " + of)
        .orElseThrow()
        .replaceAll(
            "(?s).*\"Node Type\": \"Index Scan\".*\"Scan Direction\": \"Backward\""
                + ".*\"Index Name\": \"(\\w+)\".*",
            "Index Scan Backward using $1");
  }

  @Test
  void aLogWithoutItsTableIsUnavailable() throws SQLException {
    try (CatalogFixture empty = CatalogFixture.on(TestPostgres.shared().createDatabase())) {
      RestoreLog log = empty.restoreLog();
      assertUnavailable(() -> log.record(FIRST));
      assertUnavailable(() -> log.find(FIRST.id()));
      assertUnavailable(() -> log.list(Optional.empty(), 10));
      assertUnavailable(log::undoable);
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));
  }
}
