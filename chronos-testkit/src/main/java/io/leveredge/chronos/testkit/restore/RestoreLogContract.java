package io.leveredge.chronos.testkit.restore;

import static io.leveredge.chronos.testkit.restore.SampleRestores.completed;
import static io.leveredge.chronos.testkit.restore.SampleRestores.dryRun;
import static io.leveredge.chronos.testkit.restore.SampleRestores.failed;
import static io.leveredge.chronos.testkit.restore.SampleRestores.id;
import static io.leveredge.chronos.testkit.restore.SampleRestores.interrupted;
import static io.leveredge.chronos.testkit.restore.SampleRestores.order;
import static io.leveredge.chronos.testkit.restore.SampleRestores.partial;
import static io.leveredge.chronos.testkit.restore.SampleRestores.plainOrder;
import static io.leveredge.chronos.testkit.restore.SampleRestores.planned;
import static io.leveredge.chronos.testkit.restore.SampleRestores.underWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every log of restores keeps while it is reachable. */
public abstract class RestoreLogContract {

  /** The log under test, without any restore at the start of each test. */
  protected abstract RestoreLog log();

  /** Makes unreadable what the log keeps of a restore, as a later version might. */
  protected abstract void garble(RestoreId id);

  @Test
  void everyRestoreIsAnsweredAsItWasRecorded() {
    for (Restore restore : inEachState()) {
      log().record(restore);
      assertThat(log().find(restore.id())).contains(restore);
    }
  }

  @Test
  void aRestoreThatAsksForNothingSpecialIsAnsweredAsItWasRecorded() {
    Restore plain = Restore.running(plainOrder(1));
    log().record(plain);
    assertThat(log().find(id(1))).contains(plain);
  }

  @Test
  void whatWasNeverRecordedIsNotFound() {
    log().record(completed(order(1)));
    assertThat(log().find(id(2))).isEmpty();
  }

  @Test
  void recordingTheSameTwiceChangesNothing() {
    for (Restore restore : List.of(underWay(order(1)), completed(order(1)))) {
      log().record(restore);
      log().record(restore);
      assertThat(log().list(Optional.empty(), 10)).containsExactly(restore);
    }
  }

  @Test
  void aRestoreUnderWayBecomesWhateverItEndsAs() {
    List<Restore> ends =
        List.of(
            completed(order(1)),
            partial(order(2)),
            failed(order(3)),
            interrupted(order(4)),
            planned(dryRun(5)));
    for (Restore end : ends) {
      log().record(Restore.running(end.order()));
      log().record(underWay(end.order()));
      assertThat(log().find(end.id())).contains(underWay(end.order()));
      log().record(end);
      assertThat(log().find(end.id())).contains(end);
    }
  }

  @Test
  void oneThatHasEndedNeverRunsAgain() {
    List<Restore> ends = List.of(completed(order(1)), failed(order(2)), interrupted(order(3)));
    for (Restore end : ends) {
      log().record(end);
      log().record(underWay(end.order()));
      assertThat(log().find(end.id())).contains(end);
    }
  }

  @Test
  void whatIsLearnedOfOneThatHasEndedIsKept() {
    log().record(completed(order(1)));
    log().record(completed(order(1)).notUndoable());
    assertThat(log().find(id(1))).contains(completed(order(1)).notUndoable());
  }

  @Test
  void newestComeFirstWhateverCameIn() {
    log().record(failed(order(2)));
    log().record(planned(dryRun(3)));
    log().record(completed(order(1)));

    assertThat(log().list(Optional.empty(), 10))
        .containsExactly(planned(dryRun(3)), failed(order(2)), completed(order(1)));
  }

  @Test
  void aPageHasAtMostSoManyAndTheNextGoesOnBelow() {
    for (int number = 1; number <= 5; number++) {
      log().record(completed(order(number)));
    }
    assertThat(log().list(Optional.empty(), 2))
        .containsExactly(completed(order(5)), completed(order(4)));
    assertThat(log().list(Optional.of(id(4)), 2))
        .containsExactly(completed(order(3)), completed(order(2)));
    assertThat(log().list(Optional.of(id(2)), 2)).containsExactly(completed(order(1)));
    assertThat(log().list(Optional.of(id(1)), 2)).isEmpty();
  }

  @Test
  void aPageOfNoneOrOfMoreThanAThousandIsRefused() {
    assertThatThrownBy(() -> log().list(Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> log().list(Optional.empty(), 1001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1001");
  }

  @Test
  void onlyThoseWithAnEndOfTheirUndoAreUndoableNewestFirst() {
    log().record(completed(order(1)));
    log().record(completed(order(2)).notUndoable());
    log().record(partial(order(3)));
    log().record(failed(order(4)));
    log().record(underWay(order(5)));

    assertThat(log().undoable()).containsExactly(partial(order(3)), completed(order(1)));
    log().record(partial(order(3)).notUndoable());
    assertThat(log().undoable()).containsExactly(completed(order(1)));
  }

  @Test
  void whatCannotBeReadHidesNothingElseAndShortensNoPage() {
    for (int number = 1; number <= 4; number++) {
      log().record(completed(order(number)));
    }
    garble(id(2));
    garble(id(3));

    assertThat(log().list(Optional.empty(), 2))
        .containsExactly(completed(order(4)), completed(order(1)));
    assertThat(log().undoable()).containsExactly(completed(order(4)), completed(order(1)));
    assertThatThrownBy(() -> log().find(id(2)))
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE))
        .hasMessageContaining(id(2).value());
  }

  private static List<Restore> inEachState() {
    return List.of(
        Restore.running(order(1)),
        underWay(order(2)),
        completed(order(3)),
        partial(order(4)),
        failed(order(5)),
        interrupted(order(6)),
        planned(dryRun(7)));
  }
}
