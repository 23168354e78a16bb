package io.leveredge.chronos.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.bench.rig.BenchOptions.Parsing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void withoutOptionsEverythingIsMeasuredFiveTimesOnAGigabyte() {
    BenchOptions options = valid();
    assertThat(options.sections()).containsExactly(SectionName.values());
    assertThat(options.runs()).isEqualTo(5);
    assertThat(options.sizeMb()).isEqualTo(1000);
    assertThat(options.files()).isEqualTo(100_000);
    assertThat(options.keep()).isFalse();
    assertThat(options.atMost()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatIsAskedForIsMeasuredInTheUsualOrder() {
    assertThat(valid("--only", "list,dump").sections())
        .containsExactly(SectionName.DUMP, SectionName.LIST);
  }

  @Test
  void quickIsSmallAndOnceUnlessSaidOtherwise() {
    assertThat(valid("--quick").runs()).isEqualTo(1);
    assertThat(valid("--quick").sizeMb()).isLessThan(100);
    assertThat(valid("--quick").files()).isLessThan(10_000);
    assertThat(valid("--files", "7").files()).isEqualTo(7);
    BenchOptions options = valid("--runs", "3", "--quick", "--size-mb", "200");
    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.sizeMb()).isEqualTo(200);
  }

  @Test
  void theOtherOptionsAreTaken() {
    BenchOptions options = valid("--keep", "--minutes", "7", "--service", "some.jar");
    assertThat(options.keep()).isTrue();
    assertThat(options.atMost()).isEqualTo(Duration.ofMinutes(7));
    assertThat(options.service()).contains(Path.of("some.jar"));
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    assertThat(problem("--fast")).contains("--fast");
    assertThat(problem("--only", "dump,nonsense")).contains("'nonsense'");
    assertThat(problem("--only", "")).contains("''");
    assertThat(problem("--runs", "0")).contains("--runs").contains("'0'");
    assertThat(problem("--size-mb", "1GB")).contains("--size-mb").contains("'1GB'");
    assertThat(problem("--runs")).contains("--runs needs a value");
  }

  @Test
  void helpIsHelpWhateverElseIsThere() {
    assertThat(BenchOptions.parse(List.of("--quick", "--help"))).isInstanceOf(Parsing.Help.class);
  }

  private static BenchOptions valid(String... arguments) {
    Parsing parsing = BenchOptions.parse(List.of(arguments));
    assertThat(parsing).isInstanceOf(Parsing.Valid.class);
    return ((Parsing.Valid) parsing).options();
  }

  private static String problem(String... arguments) {
    Parsing parsing = BenchOptions.parse(List.of(arguments));
    assertThat(parsing).isInstanceOf(Parsing.Faulty.class);
    return ((Parsing.Faulty) parsing).problem();
  }
}
