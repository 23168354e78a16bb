package io.leveredge.chronos.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.ports.storage.StateFormat;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link StateFormat} promises. */
public abstract class StateFormatContract {
  /** Every field filled. */
  protected static final OwnState FULL =
      new OwnState(
          SampleBackups.NOON.plusNanos(123_456_000),
          Optional.of(new OwnState.Link(SampleBackups.order(1).id(), Sha256.of(new byte[] {3}))),
          List.of("The catalog did not answer: \"connection refused\"\nDeletions are not here"),
          List.of(
              new Backup(
                  SampleBackups.order(4),
                  new Backup.Outcome.Unfinished(
                      BackupState.INTERRUPTED,
                      SampleBackups.NOON.plusSeconds(40),
                      ErrorCode.BACKUP_INTERRUPTED,
                      "The service died during the backup")),
              SampleBackups.failed(SampleBackups.order(3))),
          List.of(
              new Deletion(
                  SampleBackups.order(2).id(),
                  "janitor \u00e4\u65e5\ud83d\ude00",
                  SampleBackups.NOON.plusSeconds(30)),
              new Deletion(
                  SampleBackups.order(0).id(),
                  "reconciliation",
                  SampleBackups.NOON.plusSeconds(1))),
          List.of(
              SampleRestores.planned(SampleRestores.dryRun(5)),
              SampleRestores.completed(SampleRestores.order(4)),
              SampleRestores.partial(SampleRestores.order(3)),
              SampleRestores.failed(SampleRestores.plainOrder(2)),
              SampleRestores.interrupted(SampleRestores.order(1))));

  private static final OwnState EMPTY =
      new OwnState(
          SampleBackups.NOON, Optional.empty(), List.of(), List.of(), List.of(), List.of());

  protected abstract StateFormat format();

  @Test
  void whatIsWrittenIsReadBackEqual() {
    assertThat(format().read(format().write(FULL))).isEqualTo(FULL);
    assertThat(format().read(format().write(EMPTY))).isEqualTo(EMPTY);
  }

  @Test
  void sameStateIsTheSameBytes() {
    assertThat(format().write(FULL)).isEqualTo(format().write(FULL));
  }

  @Test
  void cutStateIsRefusedWhereverItIsCut() {
    byte[] whole = format().write(FULL);
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> format().read(cut))
          .as("cut to %s of %s bytes", length, whole.length)
          .isInstanceOfSatisfying(
              ChronosException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
    }
  }
}
