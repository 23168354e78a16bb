package io.leveredge.chronos.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.Failure;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarryStateTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private final Engine engine = new Engine();

  @Test
  void aBackupCarriesTheFailedRunsAndTheDeletionsBeforeIt() throws Exception {
    Backup failed = fail("pg_dump gave up");
    Backup deleted = engine.take(FULL);
    engine.store.discard(deleted.id());
    engine.catalog.recordDeletion(deleted.id(), "janitor", engine.clock.now());

    OwnState state = stateOfNext();
    assertThat(state.complete()).isTrue();
    assertThat(state.runs()).containsExactly(failed);
    assertThat(state.deletions())
        .containsExactly(new Deletion(deleted.id(), "janitor", engine.clock.now()));
    assertThat(state.writtenAt()).isEqualTo(engine.clock.now());
  }

  @Test
  void theFirstBackupFollowsNoneAndEachFurtherOneTheLastPublished() throws Exception {
    Backup first = engine.take(FULL);
    engine.database.missing("half of it");
    Backup partial = engine.take(FULL);
    engine.database.recover();
    fail("pg_dump gave up");
    Backup third = engine.take(FULL);

    assertThat(engine.stateIn(first).previous()).isEmpty();
    assertThat(engine.stateIn(partial).previous()).isEqualTo(link(first));
    assertThat(engine.stateIn(third).previous()).isEqualTo(link(partial));
  }

  @Test
  void whatIsOlderThanTheLookBackStaysOut() throws Exception {
    fail("pg_dump gave up");
    engine.catalog.recordDeletion(SampleBackups.order(1).id(), "janitor", engine.clock.now());
    engine.restoreLog.record(SampleRestores.completed(SampleRestores.order(1)));
    engine.clock.advance(Duration.ofDays(91));
    OwnState state = stateOfNext();
    assertThat(state.runs()).isEmpty();
    assertThat(state.deletions()).isEmpty();
    assertThat(state.restores()).isEmpty();
    assertThat(state.complete()).isTrue();
  }

  @Test
  void moreThanItTakesIsCutAtTheOldEndAndSaidSo() throws Exception {
    for (int number = 0; number <= 1000; number++) {
      engine.catalog.record(SampleBackups.failed(SampleBackups.order(number)));
    }
    OwnState state = stateOfNext();
    assertThat(state.runs()).hasSize(1000);
    assertThat(state.runs().getFirst().id()).isEqualTo(SampleBackups.order(1000).id());
    assertThat(state.lacking()).singleElement().asString().contains("1000");
  }

  @Test
  void withTheCatalogDownWhatTheJournalKnowsIsCarriedAndTheRestIsNamed() throws Exception {
    Backup published = engine.take(FULL);
    engine.catalog.goDown();
    Backup failed = fail("pg_dump gave up");
    OwnState state = stateOfNext();
    assertThat(state.runs()).containsExactly(failed);
    assertThat(state.previous()).isEqualTo(link(published));
    assertThat(state.complete()).isFalse();
    assertThat(state.lacking())
        .containsExactly(
            "Not answered (catalog_unavailable): whether the catalog was told what an earlier one"
                + " knew",
            "Not answered (catalog_unavailable): failed runs that the catalog alone knows",
            "Not answered (catalog_unavailable): deletions");
  }

  /**
   * Else the first backup after the catalog was lost would be the word of one that knows nothing.
   */
  @Test
  void whatACatalogKnowsThatHasNotRecalledYetIsNotTakenForAllThereIs() throws Exception {
    engine.catalog.forget();
    assertThat(stateOfNext().complete()).as("of the first backup there ever was").isTrue();
    engine.catalog.forget();
    assertThat(stateOfNext().lacking())
        .containsExactly("What an earlier catalog knew, which this one was not told yet");
    engine.catalog.recordRecall();
    assertThat(stateOfNext().complete()).isTrue();
  }

  @Test
  void aBackupCarriesTheRestoresAndDryRunsThatEndedBeforeIt() throws Exception {
    Restore planned = SampleRestores.planned(SampleRestores.dryRun(1));
    Restore untold = SampleRestores.completed(SampleRestores.order(2));
    engine.restoreLog.record(planned);
    engine.restoreLog.record(SampleRestores.underWay(untold.order()));
    engine.restoreLog.record(SampleRestores.underWay(SampleRestores.order(3)));
    journal(untold);

    OwnState state = stateOfNext();
    assertThat(state.restores()).containsExactly(untold, planned);
    assertThat(state.complete()).isTrue();
  }

  @Test
  void withTheLogOfRestoresDownWhatTheirJournalKnowsIsCarriedAndTheRestIsNamed() throws Exception {
    Restore untold = SampleRestores.failed(SampleRestores.order(2));
    engine.restoreLog.record(SampleRestores.completed(SampleRestores.order(1)));
    engine.restoreLog.goDown();
    journal(untold);
    OwnState state = stateOfNext();
    assertThat(state.restores()).containsExactly(untold);
    assertThat(state.lacking())
        .containsExactly(
            "Not answered (catalog_unavailable): restores that the catalog alone knows");
  }

  @Test
  void withTheirJournalUnreadableWhatTheLogKnowsIsCarriedAndTheRestIsNamed() throws Exception {
    Restore known = SampleRestores.completed(SampleRestores.order(1));
    engine.restoreLog.record(known);
    engine.restoreJournal.failReading(
        new ChronosException(ErrorCode.STORAGE_FAILED, "The test's disk is broken"));
    OwnState state = stateOfNext();
    assertThat(state.restores()).containsExactly(known);
    assertThat(state.lacking())
        .containsExactly(
            "Not answered (storage_failed): restores that the catalog has not heard of");
  }

  @Test
  void moreRestoresThanItTakesAreCutAtTheOldEndAndSaidSo() throws Exception {
    for (int number = 0; number <= 1000; number++) {
      engine.restoreLog.record(SampleRestores.failed(SampleRestores.order(number)));
    }
    OwnState state = stateOfNext();
    assertThat(state.restores()).hasSize(1000);
    assertThat(state.restores().getFirst().id()).isEqualTo(SampleRestores.id(1000));
    assertThat(state.lacking()).singleElement().asString().contains("Restores", "1000");
  }

  private void journal(Restore ended) {
    try (RestoreJournal.Run run = engine.restoreJournal.begin(ended.order())) {
      run.ended(ended);
    }
  }

  @Test
  void aMistakeOfOursInCollectingFailsNoBackup() throws Exception {
    engine.journal.failReading(new IllegalStateException("never thought of"));
    OwnState state = stateOfNext();
    assertThat(state.complete()).isFalse();
    assertThat(state.lacking()).singleElement().asString().startsWith("Everything");
  }

  @Test
  void noAddressIsCarried() throws Exception {
    engine.database.failing(
        new ChronosException(
            ErrorCode.DUMP_FAILED,
            "postgres://app:hunter2@db:5432/app: refused, see HTTPS://x/?t=1"));
    engine.take(FULL);
    OwnState state = stateOfNext();
    assertThat(state.runs())
        .singleElement()
        .satisfies(
            run ->
                assertThat(run.outcome().toString())
                    .contains("(address left out) refused, see (address left out)")
                    .doesNotContain("hunter2")
                    .doesNotContain("://"));
  }

  @Test
  void noAddressInARestoreIsCarried() throws Exception {
    String secret = "see postgres://app:hunter2@db:5432/app";
    RestoreOrder order = SampleRestores.order(1);
    Failure failure = new Failure(ErrorCode.RESTORE_FAILED, secret);
    engine.restoreLog.record(
        new Restore(
            new RestoreOrder(
                order.id(),
                order.backup(),
                order.target(),
                order.choice(),
                order.undoes(),
                false,
                Optional.of(secret),
                "hermes",
                order.createdAt()),
            RestoreState.FAILED,
            Optional.of(order.createdAt()),
            Optional.empty(),
            List.of(
                new ComponentOutcome(
                    Component.WORKFLOWS,
                    ComponentOutcome.State.FAILED,
                    Map.of(),
                    Map.of(secret, secret),
                    List.of(secret),
                    Map.of(ComponentOutcome.PREVIOUS_DATABASE, "app_before"),
                    Optional.of(failure))),
            Optional.of(failure),
            Optional.empty()));
    assertThat(stateOfNext().restores())
        .singleElement()
        .satisfies(
            restore -> {
              assertThat(restore.toString())
                  .contains("see (address left out)")
                  .doesNotContain("hunter2")
                  .doesNotContain("://");
              assertThat(restore.components().getFirst().facts()).containsValue("app_before");
            });
  }

  /** Takes a backup that succeeds and answers the state in it. */
  private OwnState stateOfNext() throws Exception {
    engine.database.recover();
    Backup backup = engine.take(FULL);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    return engine.stateIn(backup);
  }

  private Backup fail(String problem) throws Exception {
    engine.database.failing(new ChronosException(ErrorCode.DUMP_FAILED, problem));
    Backup failed = engine.take(FULL);
    engine.database.recover();
    return failed;
  }

  private static Optional<OwnState.Link> link(Backup backup) {
    return backup.published().map(it -> new OwnState.Link(backup.id(), it.manifest()));
  }
}
