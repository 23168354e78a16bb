package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.Restore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NeededByRestoresTest {
  private final RestoringEngine restoring = new RestoringEngine();
  private final NeededByRestores needed =
      new NeededByRestores(restoring.running, restoring.log, restoring.engine.clock);

  @Test
  void aBackupIsNeededAsLongAsARestoreReadsIt() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.spoil();
    CountDownLatch goOn = restoring.databaseRestorer.hold();
    RestoreJob job = RestoringEngine.started(restoring.accept(RestoringEngine.request(backup)));

    assertThat(needed.needs(backup))
        .hasValueSatisfying(why -> assertThat(why).contains(job.id().toString()));
    goOn.countDown();
    RestoringEngine.end(job);
    assertThat(needed.needs(backup)).isEmpty();
  }

  @Test
  void aSafetyBackupIsNeededAsLongAsItCanBeUsed() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.spoil();
    Restore done = restoring.restore(RestoringEngine.request(backup));
    BackupId safety = done.safety().orElseThrow();

    assertThat(needed.needs(safety))
        .hasValueSatisfying(why -> assertThat(why).contains(done.id().toString()));
    restoring.engine.clock.advance(RestoringEngine.UNDO.plus(Duration.ofSeconds(1)));
    assertThat(needed.needs(safety)).isEmpty();
  }

  @Test
  void aLogThatDoesNotAnswerGuardsNothing() throws Exception {
    BackupId backup = restoring.backUp().id();
    restoring.log.goDown();
    assertThat(needed.needs(backup)).isEmpty();
  }
}
