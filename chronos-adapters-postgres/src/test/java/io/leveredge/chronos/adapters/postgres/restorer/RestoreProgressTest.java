package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.HeardProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bar that is drawn of what a restore tells reaches its end, and not before. */
class RestoreProgressTest {
  private static final TableName BULK = new TableName("public", "bulk");

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void aBackup() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        "CREATE TABLE bulk AS SELECT n, repeat(md5(n::text), 20) AS t FROM generate_series(1, 6000)"
            + " n");
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
  }

  @AfterEach
  void removeAll() throws Exception {
    BackupTrial.dropAll(TestPostgres.shared(), database);
  }

  @Test
  void loadAndComparisonReadWhatWasExpectedOfThem() {
    assertExpectationsAreKept(
        RestoreChoice.of(Set.of(Component.DATABASE)),
        "loading the new database",
        "comparing the new database with the backup");
    assertExpectationsAreKept(inPlace(), "restoring in one transaction");
    assertExpectationsAreKept(
        BackupTrial.tables(TablePlacement.IN_PLACE, BULK), "restoring the rows of tables");
    assertExpectationsAreKept(
        BackupTrial.tables(TablePlacement.BESIDE, BULK), "restoring tables under other names");
  }

  private static RestoreChoice inPlace() {
    return new RestoreChoice(
        Set.of(Component.DATABASE),
        List.of(),
        TablePlacement.BESIDE,
        List.of(),
        List.of(),
        true,
        false,
        false,
        true);
  }

  private void assertExpectationsAreKept(RestoreChoice choice, String... stretches) {
    HeardProgress heard = new HeardProgress();
    trial
        .restorer()
        .restore(
            new RestoreWork(BackupTrial.newId(), backup, choice, Optional.empty(), heard),
            trial.log());
    assertThat(heard.stretches())
        .extracting(HeardProgress.Stretch::doing)
        .containsExactly(stretches);
    assertThat(heard.stretches())
        .allSatisfy(
            each ->
                assertThat(each.read())
                    .as(each.doing())
                    .isCloseTo(each.expected(), withPercentage(10)));
  }
}
