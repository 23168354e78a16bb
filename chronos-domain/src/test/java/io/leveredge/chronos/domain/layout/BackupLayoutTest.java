package io.leveredge.chronos.domain.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Golden names: other programs look for backups under them. */
class BackupLayoutTest {
  private static final Instant AT = Instant.parse("2026-01-19T14:30:05.123Z");
  private static final String UNIQUE = "2026-01-19T143005Z-20260119T143005123Z-0000000001";

  @Test
  void dailyBackupsAreNamedByDay() {
    assertThat(names(TargetName.DEFAULT, Tier.DAILY))
        .containsExactly("daily/2026-01-19", "daily/2026-01-19T143005Z", "daily/" + UNIQUE);
  }

  @Test
  void hourlyBackupsAreNamedByHour() {
    assertThat(names(TargetName.DEFAULT, Tier.HOURLY))
        .containsExactly("hourly/2026-01-19T14", "hourly/2026-01-19T143005Z", "hourly/" + UNIQUE);
  }

  @Test
  void allOthersAreNamedBySecond() {
    assertThat(names(TargetName.DEFAULT, Tier.MANUAL))
        .containsExactly("manual/2026-01-19T143005Z", "manual/" + UNIQUE);
    assertThat(names(TargetName.DEFAULT, Tier.DATABASE).getFirst())
        .isEqualTo("database/2026-01-19T143005Z");
  }

  @Test
  void otherTargetsHaveAFolderOfTheirOwn() {
    assertThat(names(new TargetName("prod"), Tier.DAILY).getFirst())
        .isEqualTo("targets/prod/daily/2026-01-19");
  }

  private static List<String> names(TargetName target, Tier tier) {
    return BackupLayout.candidates(
        new BackupOrder(
            BackupId.of(AT, 1),
            BackupType.FULL,
            tier,
            target,
            Set.of(Component.DATABASE),
            List.of(),
            Optional.empty(),
            "anonymous",
            AT,
            AT,
            Optional.empty()));
  }
}
