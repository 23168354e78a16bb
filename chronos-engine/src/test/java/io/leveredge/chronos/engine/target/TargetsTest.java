package io.leveredge.chronos.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.TargetFilter;
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

  @Test
  void aTargetIsMeantByEachOfItsNamesAndShownByTheFirstGivenOne() {
    Targets targets =
        new Targets(
            List.of(
                ProtectedTarget.of(TargetName.DEFAULT, Codec.GZIP, List.of())
                    .calledAs(List.of("control-plane", "prod")),
                ProtectedTarget.of(name("dev"), Codec.GZIP, List.of())));
    for (String each : List.of("default", "control-plane", "prod")) {
      assertThat(targets.resolve(Optional.of(each)).target().name()).isEqualTo(TargetName.DEFAULT);
      assertThat(targets.resolve(Optional.of(each)).match()).isEqualTo(Targets.Match.NAMED);
      assertThat(targets.filter(each).target()).contains(TargetName.DEFAULT);
    }
    assertThat(targets.shown(TargetName.DEFAULT)).isEqualTo("control-plane");
    assertThat(targets.shown(name("dev"))).isEqualTo("dev");
    assertThat(targets.shown(name("gone"))).isEqualTo("gone");
  }

  @Test
  void aNameThatTwoTargetsGoByIsRefused() {
    ProtectedTarget one = ProtectedTarget.of(name("one"), Codec.GZIP, List.of());
    ProtectedTarget two = ProtectedTarget.of(name("two"), Codec.GZIP, List.of());
    assertThatThrownBy(() -> new Targets(List.of(one, two.calledAs(List.of("one")))))
        .hasMessageContaining("one");
  }

  @Test
  void aListByNameAsksForTheTargetAndForTheLabel() {
    Targets targets = targets("default", "dev");
    assertThat(targets.filter("dev"))
        .isEqualTo(new TargetFilter(Optional.of(name("dev")), Optional.of("dev")));
    assertThat(targets.filter("My Service"))
        .isEqualTo(new TargetFilter(Optional.empty(), Optional.of("My Service")));
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
