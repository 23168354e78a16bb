package io.leveredge.chronos.engine.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.journal.MemoryRunJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.source.ScriptedSource;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import io.leveredge.chronos.testkit.storage.MemoryStateFormat;
import io.leveredge.chronos.testkit.system.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Domain, ports and engine are all that an agent needs to take a backup. */
final class EmbeddedEngineTest {
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final MemoryBackupCatalog catalog = new MemoryBackupCatalog();
  private final ScriptedSource source = new ScriptedSource(Component.DATABASE);

  @Test
  void anAgentTakesABackupWithAdaptersOfItsOwn() throws Exception {
    Acceptance answer = takeBackup().accept(BackupRequest.manual(BackupType.DATABASE));

    assertThat(answer).isInstanceOf(Acceptance.Accepted.class);
    Backup backup =
        ((Acceptance.Accepted) answer).job().end().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(backup.state()).isEqualTo(BackupState.COMPLETED);
    assertThat(store.find(backup.id())).contains(backup);
    assertThat(catalog.find(backup.id())).contains(backup);
    assertThat(source.captured()).containsExactly(backup.id());
  }

  @TestFactory
  Stream<DynamicTest> nothingOfTheServiceIsOnTheClassPath() {
    return Stream.of(
            "io.micronaut.context.ApplicationContext",
            "io.micronaut.http.HttpRequest",
            "jakarta.inject.Singleton",
            "org.slf4j.Logger",
            "org.postgresql.Driver",
            "io.leveredge.chronos.adapters.fs.store.FileArtifactStore",
            "io.leveredge.chronos.app.Main")
        .map(
            name ->
                dynamicTest(
                    name,
                    () ->
                        assertThatThrownBy(() -> Class.forName(name))
                            .isInstanceOf(ClassNotFoundException.class)));
  }

  private TakeBackup takeBackup() {
    ManualClock clock = ManualClock.atSomeTime();
    MemoryRunJournal journal = new MemoryRunJournal();
    ProtectedTarget target = ProtectedTarget.of(TargetName.DEFAULT, Codec.GZIP, List.of(source));
    FindBackups history = new FindBackups(catalog, new MemoryBackupCatalog(), journal);
    return new TakeBackup(
        new Targets(List.of(target)),
        new BackupSettings(Duration.ofDays(7), Duration.ZERO, "another agent"),
        new BackupIds(clock, RandomGenerator.getDefault()),
        clock,
        new ClaimTarget(new MemoryTargetClaims(), new MemoryTargetClaims(), clock),
        new JobThreads(clock),
        store,
        history,
        journal,
        new CarryState(
            catalog,
            history,
            journal,
            new MemoryRestoreLog(),
            new MemoryRestoreJournal(),
            new MemoryStateFormat(),
            clock),
        new TellCatalog(catalog, journal),
        new RunningJobs());
  }
}
