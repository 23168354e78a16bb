package io.leveredge.chronos.testkit.catalog;

import static io.leveredge.chronos.testkit.SampleBackups.NOON;
import static io.leveredge.chronos.testkit.SampleBackups.completed;
import static io.leveredge.chronos.testkit.SampleBackups.order;
import static io.leveredge.chronos.testkit.catalog.HistorySamples.EVERYTHING;
import static io.leveredge.chronos.testkit.catalog.HistorySamples.PROD;
import static io.leveredge.chronos.testkit.catalog.HistorySamples.createdAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every history of published backups keeps, wherever it has them from. */
public abstract class BackupHistoryContract {

  /** The history under test, without any backup at the start of each test. */
  protected abstract BackupHistory history();

  /**
   * Makes a published backup known.
   *
   * @return the backup as the history shall answer it: where it decides on the directory itself,
   *     with that directory
   */
  protected abstract Backup given(Backup published);

  @Test
  void aBackupIsFoundByItsIdWithEveryField() {
    Backup whole = given(completed(order(1)));
    Backup partial =
        given(HistorySamples.partial(HistorySamples.order(2, PROD, Tier.DAILY, BackupType.FULL)));

    assertThat(history().find(whole.id())).contains(whole);
    assertThat(history().find(partial.id())).contains(partial);
  }

  @Test
  void anUnknownIdIsNotFound() {
    given(completed(order(1)));

    assertThat(history().find(order(2).id())).isEmpty();
  }

  @Test
  void anEmptyHistoryHasNeitherPageNorNewest() {
    assertThat(history().list(EVERYTHING)).isEqualTo(new BackupPage(List.of(), Optional.empty()));
    assertThat(history().newest()).isEmpty();
  }

  @Test
  void theListBeginsWithTheNewestInWhateverOrderTheyCame() {
    Backup second = given(completed(order(2)));
    Backup third = given(completed(order(3)));
    Backup first = given(completed(order(1)));

    assertThat(history().list(EVERYTHING).backups()).containsExactly(third, second, first);
  }

  @Test
  void theNewestIsTheHighestId() {
    given(completed(order(2)));
    Backup third = given(completed(order(3)));
    given(completed(order(1)));

    assertThat(history().newest()).contains(third.id());
  }

  @Test
  void eachFilterLeavesOutTheOthers() {
    Backup manual = given(completed(order(1)));
    Backup daily = given(completed(sample(2, PROD, Tier.DAILY, BackupType.FULL)));
    Backup partial =
        given(HistorySamples.partial(sample(3, PROD, Tier.HOURLY, BackupType.INCREMENTAL)));

    assertThat(ids(query(Optional.of(PROD), Optional.empty(), Optional.empty(), anyState())))
        .containsExactly(partial.id(), daily.id());
    assertThat(ids(query(Optional.empty(), Optional.of(Tier.DAILY), Optional.empty(), anyState())))
        .containsExactly(daily.id());
    assertThat(
            ids(
                query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(BackupType.INCREMENTAL),
                    anyState())))
        .containsExactly(partial.id());
    assertThat(
            ids(
                query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(BackupState.COMPLETED))))
        .containsExactly(daily.id(), manual.id());
    assertThat(
            ids(
                query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(BackupState.PARTIAL, BackupState.FAILED))))
        .containsExactly(partial.id());
    assertThat(
            ids(
                query(
                    Optional.of(PROD),
                    Optional.of(Tier.DAILY),
                    Optional.of(BackupType.INCREMENTAL),
                    anyState())))
        .isEmpty();
  }

  @Test
  void aNameFindsATargetsBackupsAndThoseThatCarryItAsALabel() {
    Backup labelled = given(completed(order(1)));
    Backup ofTarget = given(completed(sample(2, PROD, Tier.DAILY, BackupType.FULL)));
    given(completed(sample(3, new TargetName("dev"), Tier.DAILY, BackupType.FULL)));
    String label = labelled.order().labels().getLast();

    assertThat(ids(named(Optional.of(PROD), Optional.of(label))))
        .containsExactly(ofTarget.id(), labelled.id());
    assertThat(ids(named(Optional.empty(), Optional.of(label)))).containsExactly(labelled.id());
    assertThat(ids(named(Optional.of(PROD), Optional.empty()))).containsExactly(ofTarget.id());
    assertThat(ids(named(Optional.empty(), Optional.of("nobody's")))).isEmpty();
  }

  @Test
  void whatABackupHoldsWholeCanBeAskedFor() {
    Backup whole = given(completed(order(1)));
    Backup partial = given(HistorySamples.partial(sample(2, PROD, Tier.DAILY, BackupType.FULL)));

    assertThat(ids(holding(Component.DATABASE))).containsExactly(partial.id(), whole.id());
    assertThat(ids(holding(Component.CONFIG))).isEmpty();
    assertThat(ids(holding(Component.WORKFLOWS))).isEmpty();
  }

  @Test
  void sinceIsInclusiveAndUntilIsNot() {
    given(completed(order(1)));
    Backup second = given(completed(order(2)));
    given(completed(order(3)));

    assertThat(ids(between(NOON.plusSeconds(2), NOON.plusSeconds(3)))).containsExactly(second.id());
  }

  /** The clock was set back after the second: ids go on, and so do periods. */
  @Test
  void aPeriodIsOneOfIdsWhateverTheClockDid() {
    Backup first = given(completed(order(1)));
    Backup second = given(completed(createdAt(NOON.minus(Duration.ofDays(3)), 2)));
    Backup third = given(completed(order(3)));

    assertThat(ids(between(NOON.plusSeconds(1), NOON.plusSeconds(3))))
        .containsExactly(second.id(), first.id());
    assertThat(ids(between(NOON.plusSeconds(2), NOON.plusSeconds(9))))
        .containsExactly(third.id(), second.id());
    assertThat(ids(between(NOON.minus(Duration.ofDays(9)), NOON))).isEmpty();
  }

  @Test
  void thePagesTogetherHoldEachBackupOnce() {
    List<BackupId> known = new ArrayList<>();
    for (int number = 1; number <= 7; number++) {
      known.addFirst(given(completed(order(number))).id());
    }

    List<BackupId> walked = new ArrayList<>();
    Optional<BackupId> cursor = Optional.empty();
    do {
      BackupPage page = history().list(HistorySamples.page(cursor, 3));
      assertThat(page.backups()).hasSizeLessThanOrEqualTo(3).isNotEmpty();
      page.backups().forEach(backup -> walked.add(backup.id()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(walked).isEqualTo(known);
  }

  @Test
  void aPageThatEndsWithTheOldestHasNoNext() {
    given(completed(order(1)));
    given(completed(order(2)));

    assertThat(history().list(HistorySamples.page(Optional.empty(), 2)).next()).isEmpty();
    assertThat(history().list(HistorySamples.page(Optional.empty(), 1)).next()).isPresent();
  }

  private List<BackupId> ids(BackupQuery query) {
    return history().list(query).backups().stream().map(Backup::id).toList();
  }

  private static BackupOrder sample(int number, TargetName target, Tier tier, BackupType type) {
    return HistorySamples.order(number, target, tier, type);
  }

  private static Set<BackupState> anyState() {
    return EnumSet.allOf(BackupState.class);
  }

  private static BackupQuery query(
      Optional<TargetName> target,
      Optional<Tier> tier,
      Optional<BackupType> type,
      Set<BackupState> states) {
    return new BackupQuery(
        target.map(TargetFilter::of),
        tier,
        type,
        Optional.empty(),
        states,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  private static BackupQuery named(Optional<TargetName> target, Optional<String> label) {
    return new BackupQuery(
        Optional.of(new TargetFilter(target, label)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        anyState(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  private static BackupQuery holding(Component component) {
    return new BackupQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(component),
        anyState(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  private static BackupQuery between(Instant since, Instant until) {
    return new BackupQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        anyState(),
        Optional.of(since),
        Optional.of(until),
        Optional.empty(),
        100);
  }
}
