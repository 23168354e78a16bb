package io.leveredge.chronos.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds for the code, and every rule would notice if it did not. */
final class RulesTest {
  @TestFactory
  Stream<DynamicTest> everyModuleKnowsOnlyWhatItMay() {
    JavaClasses main = CompiledModules.main();
    return rulesOf(ModuleRules.class)
        .map(rule -> dynamicTest(rule.name(), () -> rule.rule().check(main)));
  }

  @TestFactory
  Stream<DynamicTest> shippedCodeIsWrittenAsAgreed() {
    JavaClasses shipped = CompiledModules.shipped();
    return rulesOf(CodeRules.class)
        .map(rule -> dynamicTest(rule.name(), () -> rule.rule().check(shipped)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleCatchesItsKnownBadFixtures() {
    JavaClasses fixtures = CompiledModules.fixtures();
    return rules().map(rule -> dynamicTest(rule.name(), () -> assertCatches(rule, fixtures)));
  }

  @Test
  void everyRuleSaysWhy() {
    assertThat(rules().map(rule -> rule.rule().getDescription()))
        .allMatch(description -> description.contains(", because "));
  }

  @Test
  void testsDoNotSleepEither() {
    CodeRules.NOBODY_SLEEPS.check(CompiledModules.mainAndTests());
  }

  private static void assertCatches(Rule rule, JavaClasses fixtures) {
    List<String> bad =
        fixtures.stream()
            .filter(fixture -> breaks(fixture, rule.name()))
            .map(JavaClass::getName)
            .toList();
    String findings = rule.rule().evaluate(fixtures).getFailureReport().toString();
    assertThat(bad).as("known-bad fixtures of " + rule.name()).isNotEmpty();
    assertThat(bad).allSatisfy(name -> assertThat(findings).contains(name));
  }

  private static boolean breaks(JavaClass fixture, String rule) {
    return fixture
        .tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> List.of(breaks.value()).contains(rule))
        .orElse(false);
  }

  private static Stream<Rule> rules() {
    return Stream.concat(rulesOf(ModuleRules.class), rulesOf(CodeRules.class));
  }

  private static Stream<Rule> rulesOf(Class<?> house) {
    return Arrays.stream(house.getDeclaredFields())
        .filter(field -> field.getType() == ArchRule.class)
        .map(RulesTest::read);
  }

  private static Rule read(Field constant) {
    try {
      return new Rule(constant.getName(), (ArchRule) constant.get(null));
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("The constants of this package can be read", impossible);
    }
  }

  private record Rule(String name, ArchRule rule) {}
}
