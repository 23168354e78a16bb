package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a wish for a restore means, and what cannot be met. */
class ResolveRestoreTest {
  private final RestoringEngine restoring = new RestoringEngine();

  @Test
  void whatIsLeftOutIsAllThatTheBackupHolds() throws Exception {
    BackupId id = restoring.backUp().id();
    assertThat(resolve(RestoringEngine.request(id)).choice().components())
        .containsExactlyInAnyOrder(Component.DATABASE, Component.CONFIG);
  }

  @Test
  void whereOnlyPartsAreChosenTheirComponentIsMeant() throws Exception {
    BackupId id = restoring.backUp().id();
    RestoreRequest request = RestoringEngine.request(id, RestoringEngine.paths("/etc/app"));
    assertThat(resolve(request).choice().components()).containsExactly(Component.CONFIG);
  }

  @Test
  void partsOfAComponentThatIsLeftOutAreRefused() throws Exception {
    RestoreChoice paths = RestoringEngine.paths("/etc/app").only(Set.of(Component.DATABASE));
    assertRefused(
        RestoringEngine.request(restoring.backUp().id(), paths), ErrorCode.INVALID_FIELD, "config");
  }

  @Test
  void aComponentThatTheBackupDoesNotHoldIsRefused() throws Exception {
    assertRefused(
        RestoringEngine.request(
            restoring.backUp().id(), RestoreChoice.of(Set.of(Component.WORKFLOWS))),
        ErrorCode.INVALID_FIELD,
        "holds no 'workflows'");
  }

  @Test
  void aComponentThatTheTargetLacksIsRefused() throws Exception {
    assertRefused(
        RestoringEngine.into("other", RestoringEngine.request(restoring.backUp().id())),
        ErrorCode.NOTHING_CONFIGURED,
        "no 'config'");
  }

  @Test
  void anUnknownBackupIsNotFound() {
    assertRefused(
        RestoringEngine.request(restoring.engine.ids.next()), ErrorCode.NOT_FOUND, "no backup");
  }

  @Test
  void aPartialBackupNeedsToBeAllowed() throws Exception {
    restoring.workflowSource.missing("workflow 7");
    Backup partial = restoring.backUp(TargetName.DEFAULT, Component.DATABASE, Component.WORKFLOWS);
    RestoreRequest request =
        RestoringEngine.request(
            partial.id(), RestoringEngine.withoutSafety(Set.of(Component.WORKFLOWS)));

    assertRefused(request, ErrorCode.BACKUP_NOT_RESTORABLE, "partial");
    assertThat(restoring.restore(RestoringEngine.allowingPartial(request)).state())
        .isEqualTo(RestoreState.COMPLETED);
  }

  @Test
  void aRunningBackupIsNotRestorable() throws Exception {
    restoring.workflowSource.hold();
    var job =
        restoring.engine.start(
            io.leveredge.chronos.engine.backup.BackupRequest.manual(
                io.leveredge.chronos.domain.backup.BackupType.WORKFLOWS));
    restoring.workflowSource.awaitBegun();
    assertRefused(RestoringEngine.request(job.id()), ErrorCode.BACKUP_NOT_RESTORABLE, "is running");
    restoring.workflowSource.goOn();
    assertThat(io.leveredge.chronos.engine.Engine.end(job)).isNotNull();
  }

  @Test
  void aFailedBackupIsNotRestorable() throws Exception {
    restoring.workflowSource.failing(new ChronosException(ErrorCode.N8N_FAILED, "test"));
    Backup failed = restoring.backUp(TargetName.DEFAULT, Component.WORKFLOWS);
    assertRefused(
        RestoringEngine.request(failed.id()), ErrorCode.BACKUP_NOT_RESTORABLE, "is failed");
  }

  @Test
  void aDeletedBackupIsNotRestorable() throws Exception {
    BackupId id = restoring.backUp().id();
    restoring.engine.store.discard(id);
    assertRefused(RestoringEngine.request(id), ErrorCode.BACKUP_NOT_RESTORABLE, "is not there");
  }

  @Test
  void aBackupThatWasFoundDamagedIsRefusedUntilItIsFoundWhole() throws Exception {
    BackupId id = restoring.backUp().id();
    found(FactKind.CORRUPT, id);
    assertRefused(RestoringEngine.request(id), ErrorCode.BACKUP_NOT_RESTORABLE, "database.txt.gz");
    found(FactKind.VERIFIED, id);
    assertThat(resolve(RestoringEngine.request(id)).backup().id()).isEqualTo(id);
  }

  @Test
  void aNameThatIsNoTargetsOwnGoesNowhere() throws Exception {
    RestoringEngine one = RestoringEngine.withOneTarget();
    RestoreRequest request =
        RestoringEngine.into("prod-db", RestoringEngine.request(one.backUp().id()));
    assertThatThrownBy(() -> one.resolve.resolve(request))
        .isInstanceOfSatisfying(
            ChronosException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_TARGET);
              assertThat(refused.details()).containsEntry("field", "target");
            });
    assertRefused(
        RestoringEngine.into("prod-db", RestoringEngine.request(restoring.backUp().id())),
        ErrorCode.UNKNOWN_TARGET,
        "prod-db");
  }

  @Test
  void aBackupOfATargetThatIsConfiguredNoMoreNeedsATarget() {
    var order =
        SampleBackups.order(
            1, new TargetName("gone"), io.leveredge.chronos.domain.backup.Tier.MANUAL);
    restoring.engine.store.addPublished(SampleBackups.completed(order));
    RestoreRequest request = RestoringEngine.request(order.id());

    assertRefused(request, ErrorCode.UNKNOWN_TARGET, "'target' names another");
    assertThat(resolve(RestoringEngine.into("other", request)).target())
        .isEqualTo(restoring.second);
  }

  private void found(FactKind kind, BackupId id) {
    restoring.engine.facts.add(
        id,
        new Fact(
            kind,
            restoring.engine.clock.now(),
            Principal.ANONYMOUS.name(),
            Map.of("file", "database.txt.gz")));
  }

  private ResolveRestore.Resolved resolve(RestoreRequest request) {
    return restoring.resolve.resolve(request);
  }

  private void assertRefused(RestoreRequest request, ErrorCode code, String why) {
    assertThatThrownBy(() -> restoring.accept(request))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            ChronosException.class, refused -> assertThat(refused.code()).isEqualTo(code));
    assertThat(restoring.log.list(java.util.Optional.empty(), 1)).isEmpty();
  }
}
