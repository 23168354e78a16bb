package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.catalog.BackupCatalogContract;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresBackupCatalogTest extends BackupCatalogContract {
  private static final BackupQuery EVERYTHING =
      BackupQuery.newest(EnumSet.allOf(BackupState.class), 10);

  private static TestDatabase database;
  private static CatalogFixture fixture;

  @BeforeAll
  static void migrate() throws SQLException {
    database = TestPostgres.shared().createDatabase();
    fixture = CatalogFixture.migrated(database);
  }

  @BeforeEach
  void forget() throws SQLException {
    database.execute(
        "TRUNCATE chronos.backup_history; UPDATE chronos.identity SET recalled_at = NULL");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected BackupCatalog catalog() {
    return fixture.catalog();
  }

  @Override
  protected void garble(BackupId id) {
    garble(id, "type = 'differential'");
  }

  private static void garble(BackupId id, String assignment) {
    try {
      database.execute(
          "UPDATE chronos.backup_history SET " + assignment + " WHERE id = '" + id + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What else later versions, and people, may write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tier = '../up'",
        "target = ''",
        "components = '{database,mail}'",
        "manifest_sha256 = 'short'",
        "results = '{}'",
        "results = '7'",
        "results = '[{}]'",
        "results = '[null]'",
        "results = 'null'",
        "results = '[{\"component\": \"mail\", \"state\": \"completed\"}]'",
        "results = '[{\"component\": \"database\", \"state\": \"blurred\"}]'",
        "results = '[{\"component\": \"database\", \"state\": \"completed\", \"artifacts\": 1}]'",
        "size_bytes = NULL, results = NULL, status = 'paused'"
      })
  void oneRowThatCannotBeReadHidesNoOther(String assignment) throws SQLException {
    Backup first = given(SampleBackups.completed(SampleBackups.order(1)));
    Backup second = given(SampleBackups.completed(SampleBackups.order(2)));
    database.execute(
        "ALTER TABLE chronos.backup_history DROP CONSTRAINT IF EXISTS"
            + " backup_history_status_is_known");
    garble(first.id(), assignment);

    BackupPage page = catalog().list(EVERYTHING);

    assertThat(page)
        .isEqualTo(new BackupPage(List.of(second), Optional.empty(), List.of(first.id())));
    assertThatThrownBy(() -> catalog().find(first.id())).isInstanceOf(ChronosException.class);
  }

  @Test
  void aRowThatCannotBeReadIsReportedOnce() {
    Backup backup = given(SampleBackups.completed(SampleBackups.order(9)));
    garble(backup.id());
    List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
    Handler handler = keeping(records);
    Logger logger = Logger.getLogger(UnreadableRows.class.getName());
    logger.addHandler(handler);
    try {
      catalog().list(EVERYTHING);
      catalog().list(EVERYTHING);
      assertThatThrownBy(() -> catalog().find(backup.id())).isInstanceOf(ChronosException.class);
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(records)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getLevel()).isEqualTo(Level.WARNING);
              assertThat(it.getParameters()[0].toString()).contains(backup.id().value());
            });
  }

  private static Handler keeping(List<LogRecord> records) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        records.add(entry);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void whatHappensAtOnceEndsAsTheMostFinalOfIt() throws Exception {
    BackupOrder order = SampleBackups.order(1);
    List<Callable<Object>> news = new ArrayList<>();
    for (int each = 0; each < 8; each++) {
      news.add(recording(Backup.running(order)));
      news.add(recording(SampleBackups.failed(order)));
      news.add(recording(SampleBackups.completed(order)));
    }
    Collections.shuffle(news, new Random(1));
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      for (Future<Object> told : together.invokeAll(news)) {
        told.get();
      }
    }
    assertThat(catalog().find(order.id())).contains(SampleBackups.completed(order));
  }

  @Test
  void theFirstDeletionIsTheOneThatIsKept() throws SQLException {
    BackupId id = SampleBackups.order(1).id();
    catalog().recordDeletion(id, "first", SampleBackups.NOON);
    catalog().recordDeletion(id, "second", SampleBackups.NOON.plusSeconds(1));

    assertThat(database.value("SELECT deleted_by FROM chronos.backup_history")).contains("first");
  }

  @Test
  void textThatPostgresCannotKeepDoesNotLoseTheBackup() {
    BackupOrder order = SampleBackups.order(1);
    Backup backup =
        new Backup(
            order,
            new Backup.Outcome.Unfinished(
                BackupState.FAILED, order.createdAt(), ErrorCode.DUMP_FAILED, "a\0b\uD83Dc"));
    catalog().record(backup);

    assertThat(catalog().find(order.id()).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            Backup.Outcome.Unfinished.class,
            outcome -> assertThat(outcome.problem()).isEqualTo("a\uFFFDb\uFFFDc"));
  }

  @Test
  void aRowThatThisVersionCannotReadIsSaidToBeOne() throws SQLException {
    catalog().record(SampleBackups.completed(SampleBackups.order(1)));
    database.execute("UPDATE chronos.backup_history SET type = 'differential'");

    assertThatThrownBy(() -> catalog().find(SampleBackups.order(1).id()))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining(SampleBackups.order(1).id().value());
  }

  @Test
  void aFailureWithACodeOfALaterVersionIsStillListed() throws SQLException {
    catalog().record(SampleBackups.failed(SampleBackups.order(1)));
    database.execute("UPDATE chronos.backup_history SET failure_code = 'moon_too_full'");

    assertThat(catalog().find(SampleBackups.order(1).id())).isPresent();
  }

  private Callable<Object> recording(Backup backup) {
    return Executors.callable(() -> catalog().record(backup));
  }
}
