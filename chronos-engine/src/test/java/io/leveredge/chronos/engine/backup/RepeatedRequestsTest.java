package io.leveredge.chronos.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RepeatedRequestsTest {
  private final Engine engine = new Engine();

  @Test
  void theSameRequestFindsItsRunningJob() throws Exception {
    CountDownLatch gate = engine.database.hold();
    BackupJob job = engine.start(request("agent", "key", 1));
    assertThat(engine.takeBackup.accept(request("agent", "key", 1)))
        .isEqualTo(new Acceptance.Accepted(job, Targets.Match.UNASKED, true));
    gate.countDown();
    Engine.end(job);
  }

  @Test
  void theSameRequestFindsItsEndWithAndWithoutTheCatalog() throws Exception {
    Backup backup = engine.take(request("agent", "key", 1));
    Acceptance answered = new Acceptance.Answered(backup, Targets.Match.UNASKED);
    assertThat(engine.takeBackup.accept(request("agent", "key", 1))).isEqualTo(answered);
    engine.catalog.goDown();
    assertThat(engine.takeBackup.accept(request("agent", "key", 1))).isEqualTo(answered);
  }

  @Test
  void theSameKeyWithAnotherRequestIsAMistake() throws Exception {
    engine.take(request("agent", "key", 1));
    assertThatThrownBy(() -> engine.takeBackup.accept(request("agent", "key", 2)))
        .isInstanceOfSatisfying(
            ChronosException.class,
            mistake -> assertThat(mistake.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void keysBelongToWhoeverAsks() throws Exception {
    Backup one = engine.take(request("agent", "key", 1));
    Backup other = engine.take(request("another", "key", 1));
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void manyAtOnceStartOneJob() throws Exception {
    CountDownLatch gate = engine.database.hold();
    List<Future<Acceptance>> answers = new ArrayList<>();
    try (ExecutorService together = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        answers.add(together.submit(() -> engine.takeBackup.accept(request("agent", "key", 1))));
      }
      int first = 0;
      for (Future<Acceptance> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Acceptance.Accepted.class);
        first += ((Acceptance.Accepted) answer.get()).repeated() ? 0 : 1;
      }
      assertThat(first).isEqualTo(1);
    }
    List<BackupJob> running = engine.running.all();
    assertThat(running).hasSize(1);
    gate.countDown();
    Engine.end(running.getFirst());
  }

  private static BackupRequest request(String who, String key, int content) {
    return new BackupRequest(
        BackupType.FULL,
        Set.of(),
        Tier.MANUAL,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        who,
        Optional.of(new Idempotency(key, Sha256.of(new byte[] {(byte) content}))));
  }
}
