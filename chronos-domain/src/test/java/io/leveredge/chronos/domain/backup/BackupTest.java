package io.leveredge.chronos.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackupTest {
  private static final Instant AT = Instant.parse("2026-01-19T14:30:05.123Z");

  @Test
  void nothingPublishedFailedAndNothingUnfinishedCompleted() {
    assertThatThrownBy(() -> published(BackupState.FAILED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> unfinished(BackupState.COMPLETED, AT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClockThatWentBackGivesNoNegativeTime() {
    Backup backup = new Backup(order(), unfinished(BackupState.FAILED, AT.minusSeconds(60)));
    assertThat(backup.took()).contains(Duration.ZERO);
    assertThat(Backup.running(order()).took()).isEmpty();
  }

  @Test
  void onlyPartialComponentsMissSomething() {
    assertThatThrownBy(() -> result(ComponentResult.State.COMPLETED, List.of("a table")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> result(ComponentResult.State.PARTIAL, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(result(ComponentResult.State.PARTIAL, List.of("a table")).missing()).hasSize(1);
  }

  private static ComponentResult result(ComponentResult.State state, List<String> missing) {
    return new ComponentResult(Component.DATABASE, state, List.of(), missing, List.of(), Map.of());
  }

  private static Outcome published(BackupState state) {
    return new Outcome.Published(state, AT, List.of(), "manual/x", Sha256.of(new byte[] {1}));
  }

  private static Outcome unfinished(BackupState state, Instant at) {
    return new Outcome.Unfinished(state, at, ErrorCode.DUMP_FAILED, "it failed");
  }

  private static BackupOrder order() {
    return new BackupOrder(
        BackupId.of(AT, 1),
        BackupType.FULL,
        Tier.MANUAL,
        TargetName.DEFAULT,
        Set.of(Component.DATABASE),
        List.of(),
        Optional.empty(),
        "anonymous",
        AT,
        AT,
        Optional.empty());
  }
}
