package io.leveredge.chronos.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.testkit.SampleBackups;
import java.time.Duration;
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
    engine.clock.advance(Duration.ofDays(91));
    OwnState state = stateOfNext();
    assertThat(state.runs()).isEmpty();
    assertThat(state.deletions()).isEmpty();
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
            "Not answered (catalog_unavailable): failed runs that the catalog alone knows",
            "Not answered (catalog_unavailable): deletions");
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
