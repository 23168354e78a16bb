package io.leveredge.chronos.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void withOneTargetAnyNameMeansItAndIsMarkedUnmatched() {
    Targets targets = targets("default");
    assertThat(targets.resolve(Optional.empty()).match()).isEqualTo(Targets.Match.UNASKED);
    assertThat(targets.resolve(Optional.of("default")).match()).isEqualTo(Targets.Match.NAMED);
    assertThat(targets.resolve(Optional.of("SVC X")).match()).isEqualTo(Targets.Match.UNMATCHED);
  }

  @Test
  void withSeveralTargetsAnUnknownNameIsRefused() {
    Targets targets = targets("default", "dev");
    assertThat(targets.resolve(Optional.of("dev")).target().name()).isEqualTo(name("dev"));
    assertThat(targets.resolve(Optional.empty()).target().name()).isEqualTo(TargetName.DEFAULT);
    assertUnknown(targets, Optional.of("prod"));
  }

  @Test
  void severalTargetsWithoutADefaultMustBeNamed() {
    assertUnknown(targets("dev", "prod"), Optional.empty());
  }

  private static void assertUnknown(Targets targets, Optional<String> asked) {
    assertThatThrownBy(() -> targets.resolve(asked))
        .isInstanceOfSatisfying(
            ChronosException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_TARGET);
              assertThat(refusal.details()).containsEntry("field", "target");
            });
  }

  private static Targets targets(String... names) {
    return new Targets(
        Arrays.stream(names)
            .map(each -> ProtectedTarget.of(name(each), Codec.GZIP, List.of()))
            .toList());
  }

  private static TargetName name(String text) {
    return new TargetName(text);
  }
}
