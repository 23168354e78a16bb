package io.leveredge.chronos.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.engine.restore.RestoreAcceptance.Unconfirmed;
import io.leveredge.chronos.engine.restore.RestoreBackup.Confirmation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever restores has seen the plan, where that is wanted. */
class ConfirmationTest {
  private final RestoringEngine restoring = new RestoringEngine();
  private Backup backup;
  private RestoreRequest request;

  @BeforeEach
  void somethingToPutBack() throws Exception {
    backup = restoring.backUp();
    restoring.spoil();
    request = RestoringEngine.request(backup.id());
  }

  @Test
  void aTokenIsGoodOnce() throws Exception {
    RestoreRequest confirmed = RestoringEngine.showing(token(request), request);

    RestoringEngine.end(RestoringEngine.started(required(confirmed)));

    assertThat(restoring.database.contents()).containsEntry("users", "2 rows");
    assertRefused(required(confirmed), "not known");
  }

  @Test
  void aTokenIsGoodForTenMinutes() throws Exception {
    String used = token(request);
    restoring.engine.clock.advance(Duration.ofMinutes(10));
    RestoringEngine.end(RestoringEngine.started(required(RestoringEngine.showing(used, request))));
    String old = token(request);
    restoring.engine.clock.advance(Duration.ofMinutes(10).plusMillis(1));
    assertRefused(required(RestoringEngine.showing(old, request)), "older than ten minutes");
  }

  @Test
  void settingTheTimeOfDayMakesNoTokenLastLonger() {
    String token = token(request);
    restoring.engine.clock.advance(Duration.ofMinutes(11));
    restoring.engine.clock.set(restoring.engine.clock.now().minus(Duration.ofHours(1)));
    assertRefused(required(RestoringEngine.showing(token, request)), "older than ten minutes");
  }

  @Test
  void aTokenIsGoodForTheSameCallerOnly() {
    String token = token(request);
    Principal other = new Principal("hephaestus", Set.of(Scope.RESTORE));
    assertRefused(
        required(RestoringEngine.showing(token, RestoringEngine.by(other, request))),
        "another caller");
  }

  @Test
  void aTokenIsGoodForTheSameBackupOnly() throws Exception {
    String token = token(request);
    RestoreRequest another = RestoringEngine.request(restoring.backUp().id());
    assertRefused(required(RestoringEngine.showing(token, another)), "another restore");
  }

  @Test
  void aTokenIsGoodForTheSameTargetOnly() {
    RestoreRequest here =
        RestoringEngine.request(backup.id(), RestoreChoice.of(Set.of(Component.DATABASE)));
    RestoreRequest there = RestoringEngine.into("other", here);
    assertRefused(required(RestoringEngine.showing(token(here), there)), "another restore");
    assertThat(restoring.otherDatabase.contents()).containsEntry("users", "other");
  }

  @Test
  void aTokenIsGoodForTheSameChoiceOnly() {
    RestoreRequest unsafe =
        RestoringEngine.request(
            backup.id(),
            RestoringEngine.withoutSafety(Set.of(Component.DATABASE, Component.CONFIG)));
    assertRefused(required(RestoringEngine.showing(token(request), unsafe)), "another restore");
  }

  @Test
  void aTokenShownForSomethingElseIsStillGoodForItsOwn() throws Exception {
    String token = token(request);
    RestoreRequest another = RestoringEngine.request(restoring.backUp().id());
    required(RestoringEngine.showing(token, another));

    assertThat(required(RestoringEngine.showing(token, request)))
        .isInstanceOf(RestoreAcceptance.Accepted.class);
  }

  @Test
  void aTokenThatMetABusyTargetIsStillGood() throws Exception {
    RestoreRequest confirmed = RestoringEngine.showing(token(request), request);
    BackupId job = restoring.engine.ids.next();
    restoring.engine.locks.tryClaim(TargetName.DEFAULT, job);
    assertThat(required(confirmed)).isInstanceOf(RestoreAcceptance.Busy.class);
    restoring.engine.locks.abandon(TargetName.DEFAULT, job);

    RestoringEngine.end(RestoringEngine.started(required(confirmed)));
    assertRefused(required(confirmed), "not known");
  }

  @Test
  void aTokenThatWasGivenBackLastsNoLonger() {
    RestoreRequest confirmed = RestoringEngine.showing(token(request), request);
    BackupId job = restoring.engine.ids.next();
    restoring.engine.locks.tryClaim(TargetName.DEFAULT, job);
    required(confirmed);
    restoring.engine.clock.advance(Duration.ofMinutes(10).plusMillis(1));
    assertRefused(required(confirmed), "older than ten minutes");
  }

  @Test
  void componentsThatAreNamedAndThoseThatAreMeantAreTheSameChoice() {
    RestoreRequest named =
        RestoringEngine.request(
            backup.id(), RestoreChoice.of(Set.of(Component.CONFIG, Component.DATABASE)));

    assertThat(required(RestoringEngine.showing(token(request), named)))
        .isInstanceOf(RestoreAcceptance.Accepted.class);
  }

  @Test
  void withoutATokenTheAnswerIsAFreshPlanThatCanBeConfirmed() throws Exception {
    Unconfirmed unconfirmed = assertRefused(required(request), "without the token");

    assertThat(unconfirmed.planned().plan().components()).hasSize(2);
    RestoreRequest confirmed = RestoringEngine.showing(unconfirmed.planned().token(), request);
    RestoringEngine.end(RestoringEngine.started(required(confirmed)));
    assertThat(restoring.files.contents()).containsEntry("/etc/app", "old");
  }

  @Test
  void theSettingsCanRequireATokenOfEverybody() {
    assertRefused(
        restoring.restoreBackup(true).accept(request, Confirmation.AS_CONFIGURED),
        "without the token");
  }

  @Test
  void aBadTokenIsRefusedAlsoWhereNoneIsRequired() {
    assertRefused(restoring.accept(RestoringEngine.showing("guessed", request)), "not known");
  }

  @Test
  void whereNoneIsRequiredNoneIsNeeded() throws Exception {
    restoring.restore(request);
    assertThat(restoring.database.contents()).containsEntry("users", "2 rows");
  }

  private String token(RestoreRequest of) {
    return restoring.plan.plan(of, PlanPage.FIRST).token();
  }

  private RestoreAcceptance required(RestoreRequest wish) {
    return restoring.restoreBackup(false).accept(wish, Confirmation.REQUIRED);
  }

  private Unconfirmed assertRefused(RestoreAcceptance acceptance, String why) {
    assertThat(acceptance).isInstanceOf(Unconfirmed.class);
    Unconfirmed unconfirmed = (Unconfirmed) acceptance;
    assertThat(unconfirmed.why()).contains(why);
    assertThat(unconfirmed.planned().token()).isNotEmpty();
    assertThat(restoring.running.all()).isEmpty();
    assertThat(restoring.log.list(Optional.empty(), 100).getFirst().order().dryRun()).isTrue();
    return unconfirmed;
  }
}
