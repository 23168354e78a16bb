package io.leveredge.chronos.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The launcher's and the image's own tests, each under its name, and the shell linter. */
final class LauncherTest {
  private static final String TESTS = "build/launcher/tests/run";

  @TestFactory
  Stream<DynamicTest> everyRuleOfTheShellScriptsHolds() throws Exception {
    Script names = Script.run(Map.of(), List.of("bash", TESTS, "--list"));
    assertThat(names.status()).isZero();
    assertThat(names.output().lines()).hasSizeGreaterThan(50);
    return names.output().lines().map(name -> dynamicTest(name, () -> passes(name)));
  }

  @Test
  void aFailingRuleIsNoticed() throws Exception {
    assertThat(Script.run(Map.of(), List.of("bash", TESTS, "no_such_rule")).status()).isNotZero();
  }

  /** ShellCheck 0.9 and later; {@code ./chronos test} installs it. */
  @Test
  void shellcheckFindsNothing() throws Exception {
    Script check =
        Script.run(
            Map.of(),
            List.of(
                "bash",
                "-c",
                "shellcheck --check-sourced --external-sources --severity=info"
                    + " chronos .ci/run build/fleet-calls build/n8n/* build/image/*"
                    + " build/launcher/tests/run"
                    + " build/launcher/tests/*.sh"));
    assertThat(check.output()).isEmpty();
    assertThat(check.status()).isZero();
  }

  private static void passes(String name) throws Exception {
    Script test = Script.run(Map.of(), List.of("bash", TESTS, name));
    assertThat(test.output()).isEmpty();
    assertThat(test.status()).isZero();
  }
}
