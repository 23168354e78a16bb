package io.leveredge.chronos.adapters.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.system.ChildProcessesContract;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OsChildProcessesTest extends ChildProcessesContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final OsChildProcesses processes = new OsChildProcesses(new SystemClock());
  @TempDir Path folder;

  @Override
  protected ChildProcesses processes() {
    return processes;
  }

  @Override
  protected Command printing(String output, String errors, int status) {
    return shell(
        "printf %s \"$1\"; printf %s \"$2\" >&2; exit $3",
        Map.of(), output, errors, Integer.toString(status));
  }

  @Override
  protected Command endless() {
    return shell("exec sleep 600", Map.of());
  }

  private static Command shell(String script, Map<String, String> environment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("-c", script, "sh"));
    arguments.addAll(List.of(more));
    return new Command(Path.of("/bin/sh"), arguments, environment, Optional.empty());
  }

  private String outputOf(Command command) throws Exception {
    try (Child child = processes.start(command)) {
      String output = new String(child.output().readAllBytes(), UTF_8);
      assertThat(child.await(SOON)).contains(0);
      return output;
    }
  }

  @Test
  void theEnvironmentIsWhatWasGivenAndPathAndLanguage() throws Exception {
    Command command =
        new Command(
            Path.of("/usr/bin/env"), List.of(), Map.of("PGUSER", "chronos"), Optional.empty());
    List<String> names =
        outputOf(command).lines().map(line -> line.substring(0, line.indexOf('='))).toList();
    assertThat(names).contains("PGUSER", "PATH").isSubsetOf("PGUSER", "PATH", "LANG", "LC_ALL");
    // The JVM of the tests has more, so that this would see something inherited.
    assertThat(System.getenv()).containsKey("HOME");
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(outputOf(shell("cat; readlink /proc/self/fd/0", Map.of())).strip())
        .isEqualTo("/dev/null");
  }

  @Test
  void argumentsReachItUntouched() throws Exception {
    String nasty = "$(id) `id` 'a' \"b\" ; * \\ \n end";
    assertThat(outputOf(shell("printf %s \"$1\"", Map.of(), nasty))).isEqualTo(nasty);
  }

  @Test
  void itRunsInTheGivenFolder() throws Exception {
    Command command =
        new Command(Path.of("/bin/pwd"), List.of("-P"), Map.of(), Optional.of(folder));
    assertThat(outputOf(command).strip()).isEqualTo(folder.toRealPath().toString());
  }

  @Test
  void deathByASignalIs128AndItsNumber() throws Exception {
    try (Child child = processes.start(shell("kill -TERM $$", Map.of()))) {
      assertThat(child.await(SOON)).contains(128 + 15);
    }
  }

  @Test
  @Timeout(60)
  void aChildThatWritesMuchToErrorsAndNothingReadsItGoesOn() throws Exception {
    Command command = shell("yes | head -c 10000000 >&2; echo done", Map.of());
    assertThat(outputOf(command)).isEqualTo("done\n");
  }

  @Test
  void closeTakesItsOwnChildrenAlong() throws Exception {
    ChildIdentity grandchild;
    try (Child child = processes.start(shell("sleep 600 & echo $!; wait", Map.of()))) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(child.output(), UTF_8));
      long pid = Long.parseLong(String.valueOf(lines.readLine()));
      grandchild = ProcessStatus.of(pid).orElseThrow().identity();
    }
    await().atMost(SOON).until(() -> !ProcessStatus.isRunning(grandchild));
  }

  @Test
  void aClosedChildLeavesNoZombie() {
    Child child = processes.start(endless());
    child.close();
    assertThat(ProcessStatus.of(child.identity().pid())).isEmpty();
  }

  @Test
  void theIdentityIsFoundAgainInProc() throws Exception {
    try (Child child = processes.start(endless())) {
      assertThat(ProcessStatus.isRunning(child.identity())).isTrue();
    }
  }

  @Test
  void oneThatEndsAtOnceHasAnIdentityThatKillsNobody() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Child child = processes.start(shell("exit 0", Map.of()))) {
        assertThat(child.await(SOON)).contains(0);
        processes.kill(child.identity());
      }
    }
  }

  @Test
  void aProgramThatMayNotBeRunIsNamedAndItsArgumentsAreNot() {
    Command command =
        new Command(Path.of("/etc/passwd"), List.of("argument"), Map.of(), Optional.empty());
    assertThatThrownBy(() -> processes.start(command))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("/etc/passwd")
        .hasMessageNotContaining("argument");
  }

  @Test
  void aRelativeProgramIsAMistakeOfOurs() {
    Command command = new Command(Path.of("sh"), List.of(), Map.of(), Optional.empty());
    assertThatThrownBy(() -> processes.start(command)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noThreadOfAChildKeepsTheJvm() {
    try (Child child = processes.start(endless())) {
      String reader = "errors of sh " + child.identity().pid();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals(reader))
          .singleElement()
          .matches(Thread::isDaemon);
    }
  }
}
