package io.leveredge.chronos.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.leveredge.chronos.architecture.fixture.ChecksThatNobodyRuns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Surefire finds tests by the names of their classes: one that it does not find is never run. */
final class TestNamesTest {
  private static final List<String> MARKS =
      List.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.TestFactory",
          "org.junit.jupiter.params.ParameterizedTest",
          "net.jqwik.api.Property",
          "net.jqwik.api.Example");

  @Test
  void everyTestIsNamedSoThatTheBuildRunsIt() {
    assertThat(neverRun(CompiledModules.mainAndTests())).isEmpty();
  }

  @Test
  void aTestThatNobodyRunsIsFound() {
    assertThat(neverRun(CompiledModules.fixtures()))
        .containsExactly(ChecksThatNobodyRuns.class.getName());
  }

  private static List<String> neverRun(JavaClasses classes) {
    return classes.stream()
        .filter(candidate -> !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(candidate -> !candidate.getSimpleName().endsWith("Test"))
        .filter(TestNamesTest::holdsTests)
        .map(JavaClass::getName)
        .sorted()
        .toList();
  }

  private static boolean holdsTests(JavaClass candidate) {
    return candidate.getMethods().stream().anyMatch(TestNamesTest::isTest);
  }

  private static boolean isTest(JavaMethod method) {
    return MARKS.stream().anyMatch(method::isAnnotatedWith);
  }
}
