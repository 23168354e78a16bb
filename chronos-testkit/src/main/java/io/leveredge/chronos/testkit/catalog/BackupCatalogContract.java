package io.leveredge.chronos.testkit.catalog;

import static io.leveredge.chronos.testkit.SampleBackups.NOON;
import static io.leveredge.chronos.testkit.SampleBackups.completed;
import static io.leveredge.chronos.testkit.SampleBackups.failed;
import static io.leveredge.chronos.testkit.SampleBackups.order;
import static io.leveredge.chronos.testkit.catalog.HistorySamples.EVERYTHING;
import static io.leveredge.chronos.testkit.catalog.HistorySamples.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every catalog keeps while it is reachable. */
public abstract class BackupCatalogContract extends BackupHistoryContract {

  /** The catalog under test, as new at the start of each test. */
  protected abstract BackupCatalog catalog();

  /** Makes unreadable what the catalog keeps of a backup, as a later version might. */
  protected abstract void garble(BackupId id);

  @Override
  protected BackupHistory history() {
    return catalog();
  }

  @Override
  protected Backup given(Backup published) {
    catalog().record(published);
    return published;
  }

  @Test
  void aNewCatalogHasRecalledNothingUntilItIsToldSoWhateverElseItIsTold() {
    assertThat(catalog().recalled()).isFalse();
    catalog().record(failed(order(1)));
    assertThat(catalog().recalled()).isFalse();
    for (int again = 0; again < 2; again++) {
      catalog().recordRecall();
      assertThat(catalog().recalled()).isTrue();
    }
  }

  @Test
  void everyOutcomeIsAnsweredAsItWasRecorded() {
    for (Backup backup : outcomes(1)) {
      catalog().record(backup);
      assertThat(catalog().find(backup.id())).contains(backup);
    }
  }

  @Test
  void whatCannotBeReadIsNamedAndHidesNothingElse() {
    Backup first = given(completed(order(1)));
    Backup second = given(completed(order(2)));
    Backup third = given(completed(order(3)));
    garble(second.id());

    assertThat(catalog().list(EVERYTHING))
        .isEqualTo(new BackupPage(List.of(third, first), Optional.empty(), List.of(second.id())));
    assertThat(catalog().find(first.id())).contains(first);
    assertThat(catalog().publishedIds()).contains(second.id());
    assertThatThrownBy(() -> catalog().find(second.id()))
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE))
        .hasMessageContaining(second.id().value());
  }

  @Test
  void pagesGoOnPastWhatCannotBeRead() {
    Backup first = given(completed(order(1)));
    Backup second = given(completed(order(2)));
    garble(second.id());

    BackupPage page = catalog().list(HistorySamples.everything(1));
    assertThat(page)
        .isEqualTo(new BackupPage(List.of(), Optional.of(second.id()), List.of(second.id())));
    assertThat(catalog().list(HistorySamples.page(page.next(), 1)).backups())
        .containsExactly(first);
  }

  @Test
  void recordingTheSameTwiceChangesNothing() {
    for (Backup backup : outcomes(1)) {
      catalog().record(backup);
      catalog().record(backup);
      assertThat(catalog().list(EVERYTHING).backups()).containsExactly(backup);
    }
  }

  @Test
  void aRunBecomesWhateverItEndsAs() {
    List<Backup> ends = List.of(completed(order(1)), failed(order(2)), interrupted(order(3)));
    for (Backup end : ends) {
      catalog().record(Backup.running(end.order()));
      catalog().record(end);
      assertThat(catalog().find(end.id())).contains(end);
    }
  }

  @Test
  void anEndedBackupNeverRunsAgain() {
    List<Backup> ends = List.of(completed(order(1)), failed(order(2)), interrupted(order(3)));
    for (Backup end : ends) {
      catalog().record(end);
      catalog().record(Backup.running(end.order()));
      assertThat(catalog().find(end.id())).contains(end);
    }
  }

  @Test
  void aPublishedBackupNeverBecomesUnfinished() {
    catalog().record(completed(order(1)));
    catalog().record(failed(order(1)));
    catalog().record(interrupted(order(1)));

    assertThat(catalog().find(order(1).id())).contains(completed(order(1)));
  }

  @Test
  void aBackupThatWasThoughtDeadIsPublishedAfterAll() {
    catalog().record(interrupted(order(1)));
    catalog().record(completed(order(1)));

    assertThat(catalog().find(order(1).id())).contains(completed(order(1)));
  }

  @Test
  void aDeletedBackupIsFoundAndListedNoMore() {
    given(completed(order(1)));
    catalog().recordDeletion(order(1).id(), "anonymous", NOON);

    assertThat(catalog().find(order(1).id())).isEmpty();
    assertThat(catalog().list(EVERYTHING).backups()).isEmpty();
    assertThat(catalog().publishedIds()).isEmpty();
  }

  @Test
  void aDeletedBackupStaysDeletedWhateverIsRecordedLater() {
    catalog().record(completed(order(1)));
    catalog().recordDeletion(order(1).id(), "anonymous", NOON);
    for (Backup later : outcomes(1)) {
      catalog().record(later);
      assertThat(catalog().find(order(1).id())).isEmpty();
    }
    assertThat(catalog().list(EVERYTHING).backups()).isEmpty();
  }

  @Test
  void anIdThatWasNeverRecordedCanBeDeletedAndStaysSo() {
    catalog().recordDeletion(order(1).id(), "anonymous", NOON);
    catalog().record(completed(order(1)));

    assertThat(catalog().find(order(1).id())).isEmpty();
    assertThat(catalog().publishedIds()).isEmpty();
    assertThat(catalog().newest()).contains(order(1).id());
  }

  @Test
  void deletingTwiceIsDeletingOnce() {
    given(completed(order(1)));
    catalog().recordDeletion(order(1).id(), "anonymous", NOON);
    catalog().recordDeletion(order(1).id(), "somebody", NOON.plusSeconds(5));

    assertThat(catalog().find(order(1).id())).isEmpty();
  }

  @Test
  void deletionsAreAnsweredAsTheyWereFirstRecordedTheLatestFirst() {
    given(completed(order(1)));
    catalog().recordDeletion(order(1).id(), "janitor", NOON.plusSeconds(2));
    catalog().recordDeletion(order(1).id(), "somebody", NOON.plusSeconds(9));
    catalog().recordDeletion(order(3).id(), "reconciliation", NOON.plusSeconds(1));
    catalog().recordDeletion(order(2).id(), "root", NOON.plusSeconds(3));
    Deletion first = new Deletion(order(1).id(), "janitor", NOON.plusSeconds(2));
    Deletion latest = new Deletion(order(2).id(), "root", NOON.plusSeconds(3));

    assertThat(catalog().deletions(NOON.plusSeconds(2), 100)).containsExactly(latest, first);
    assertThat(catalog().deletions(NOON, 2)).containsExactly(latest, first);
    assertThat(catalog().deletions(NOON, 100)).hasSize(3);
    assertThat(catalog().deletions(NOON.plusSeconds(4), 100)).isEmpty();
  }

  @Test
  void theIdOfADeletedBackupStillCountsAsTheNewest() {
    given(completed(order(1)));
    given(completed(order(2)));
    catalog().recordDeletion(order(2).id(), "anonymous", NOON);

    assertThat(catalog().newest()).contains(order(2).id());
  }

  @Test
  void theNewestCountsRunsAndFailuresToo() {
    given(completed(order(1)));
    catalog().record(failed(order(2)));
    assertThat(catalog().newest()).contains(order(2).id());
    catalog().record(Backup.running(order(3)));
    assertThat(catalog().newest()).contains(order(3).id());
  }

  @Test
  void onlyPublishedBackupsAreAmongThePublishedIds() {
    BackupId whole = given(completed(order(1))).id();
    BackupId partial = given(HistorySamples.partial(order(2))).id();
    catalog().record(failed(order(3)));
    catalog().record(Backup.running(order(4)));

    assertThat(catalog().publishedIds()).containsExactlyInAnyOrder(whole, partial);
  }

  @Test
  void anIdempotencyKeyFindsItsBackupInWhateverState() {
    BackupOrder keyed = keyed(1, "hermes", "key-1");
    for (Backup backup : List.of(Backup.running(keyed), failed(keyed), completed(keyed))) {
      catalog().record(backup);
      assertThat(catalog().findByIdempotencyKey("hermes", "key-1")).contains(backup);
    }
  }

  @Test
  void anIdempotencyKeyBelongsToTheOneWhoAsked() {
    catalog().record(completed(keyed(1, "hermes", "key-1")));
    catalog().record(completed(keyed(2, "hades", "key-1")));

    assertThat(catalog().findByIdempotencyKey("hermes", "key-1").map(Backup::id))
        .contains(order(1).id());
    assertThat(catalog().findByIdempotencyKey("hades", "key-1").map(Backup::id))
        .contains(order(2).id());
    assertThat(catalog().findByIdempotencyKey("anonymous", "key-1")).isEmpty();
    assertThat(catalog().findByIdempotencyKey("hermes", "key-2")).isEmpty();
  }

  @Test
  void twoBackupsOfOneKeyAreBothKeptAndTheEarlierAnswersForIt() {
    catalog().record(completed(keyed(2, "hermes", "key-1")));
    catalog().record(completed(keyed(1, "hermes", "key-1")));

    assertThat(catalog().findByIdempotencyKey("hermes", "key-1").map(Backup::id))
        .contains(order(1).id());
    assertThat(catalog().publishedIds()).containsExactlyInAnyOrder(order(1).id(), order(2).id());
  }

  @Test
  void theKeyOfADeletedBackupIsFreeAgain() {
    catalog().record(completed(keyed(1, "hermes", "key-1")));
    catalog().recordDeletion(order(1).id(), "hermes", NOON);
    assertThat(catalog().findByIdempotencyKey("hermes", "key-1")).isEmpty();

    catalog().record(Backup.running(keyed(2, "hermes", "key-1")));
    assertThat(catalog().findByIdempotencyKey("hermes", "key-1").map(Backup::id))
        .contains(order(2).id());
  }

  @Test
  void aReachableCatalogIsAvailable() {
    assertThat(catalog().available()).isTrue();
  }

  /** One backup in each of its states, each of which replaces the one before. */
  private static List<Backup> outcomes(int number) {
    BackupOrder order = order(number);
    return List.of(
        Backup.running(order),
        failed(order),
        interrupted(order),
        HistorySamples.partial(order),
        completed(order));
  }

  private static Backup interrupted(BackupOrder order) {
    return new Backup(
        order,
        new Backup.Outcome.Unfinished(
            BackupState.INTERRUPTED,
            order.createdAt().plusSeconds(9),
            ErrorCode.BACKUP_INTERRUPTED,
            "The service died"));
  }
}
