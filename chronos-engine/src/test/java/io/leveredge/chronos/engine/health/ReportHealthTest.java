package io.leveredge.chronos.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportHealthTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private final Engine engine = new Engine();
  private final ReportHealth health =
      new ReportHealth(
          engine.store,
          engine.catalog,
          engine.history,
          engine.targets,
          new UnsettledRestores(),
          engine.clock);

  @Test
  void aServiceWithNothingWrongIsHealthyAndCountsTheLastDay() throws Exception {
    engine.take(FULL);
    engine.clock.advance(Duration.ofHours(25));
    engine.take(FULL);
    Health report = health.report();
    assertThat(report.status()).isEqualTo(Health.Status.HEALTHY);
    assertThat(report.completedInLastDay()).isEqualTo(1);
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsUnhealthyAndSaysWhy() {
    engine.store.fail(StorageCall.PROBE, ErrorCode.STORAGE_FULL);
    Health report = health.report();
    assertThat(report.status()).isEqualTo(Health.Status.UNHEALTHY);
    assertThat(report.problems()).singleElement().asString().contains("backup directory");
  }

  @Test
  void aCatalogThatIsDownDegrades() {
    engine.catalog.goDown();
    Health report = health.report();
    assertThat(report.status()).isEqualTo(Health.Status.DEGRADED);
    assertThat(report.catalogAnswers()).isFalse();
  }

  @Test
  void aRecentBackupThatNothingCanTellOfIsNamed() throws Exception {
    Backup backup = engine.take(FULL);
    engine.catalog.garble(backup.id());
    assertThat(health.report().problems()).as("while it has a manifest").isEmpty();
    engine.store.discard(backup.id());
    Health report = health.report();
    assertThat(report.status()).isEqualTo(Health.Status.DEGRADED);
    assertThat(report.problems()).singleElement().asString().contains(backup.id().value());
  }

  @Test
  void aFailedLastBackupIsNamedUntilOneSucceeds() throws Exception {
    engine.database.failing(new ChronosException(ErrorCode.DUMP_FAILED, "pg_dump gave up"));
    engine.take(FULL);
    assertThat(health.report().problems()).singleElement().asString().contains("pg_dump gave up");
    Engine mended = new Engine();
    mended.take(FULL);
    engine.catalog.record(mended.take(FULL));
    assertThat(health.report().problems()).isEmpty();
  }

  @Test
  void aPartialLastBackupIsNamedWithWhatItLacks() throws Exception {
    engine.database.missing("table a", "table b", "table c", "table d", "table e", "table f");
    var partial = engine.take(FULL);
    assertThat(health.report().problems())
        .singleElement()
        .asString()
        .startsWith("The last backup of target 'default' (" + partial.id())
        .contains("lacks table a, table b, table c")
        .endsWith(" more");
    engine.database.recover();
    engine.take(FULL);
    assertThat(health.report().problems()).isEmpty();
  }

  @Test
  void directoriesFromBeforeItsTimeAreCountedAndAreNoProblem() {
    engine.store.addUnreadable("daily/2026-01-19", "It holds no manifest.json");
    Health report = health.report();
    assertThat(report.legacyDirectories()).hasValue(1);
    assertThat(report.status()).isEqualTo(Health.Status.HEALTHY);
    engine.store.fail(StorageCall.READ, ErrorCode.STORAGE_FAILED);
    assertThat(health.report().legacyDirectories()).as("not known").isEmpty();
  }
}
