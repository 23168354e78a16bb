package io.leveredge.chronos.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SystemClock clock = new SystemClock();
  private final Shell shell = new Shell(new OsChildProcesses(clock), clock);

  @TempDir Path folder;

  @Test
  void aPipelineFailsWithItsFirstProgram() {
    assertThatThrownBy(() -> shell.run("ls /nowhere | cat >/dev/null", Map.of(), SOON))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("/nowhere");
  }

  @Test
  void aValueIsNeverReadAsShellSyntax() {
    String value = "a b; $(exit 3) `exit 3` * \"";
    assertThat(shell.output("printf %s \"$VALUE\"", Map.of("VALUE", value), SOON)).isEqualTo(value);
  }

  @Test
  void theTimeIsThatOfTheScript() {
    assertThat(shell.run("sleep 0.2", Map.of(), SOON)).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void aScriptThatDoesNotEndIsEndedWithWhatItStarted() {
    Path pid = folder.resolve("pid");
    assertThatThrownBy(
            () ->
                shell.run(
                    "sleep 60 & echo $! >\"$PID\"; wait",
                    Map.of("PID", pid.toString()),
                    Duration.ofSeconds(1)))
        .isInstanceOf(BenchFailure.class);
    assertThat(pid).isRegularFile();
    ProcessHandle.of(Long.parseLong(read(pid).strip()))
        .ifPresent(
            sleep -> sleep.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join());
  }

  @Test
  void whatRunsIsEndedWithTheBenchmarkAndNothingMoreIsBegun() {
    Path begun = folder.resolve("begun");
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> shell.run("touch \"$BEGUN\"; sleep 60", Map.of("BEGUN", "" + begun), SOON));
    await().until(() -> Files.exists(begun));
    shell.close();
    assertThat(running).failsWithin(Duration.ofSeconds(10));
    assertThatThrownBy(() -> shell.run("true", Map.of(), SOON))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("stopped");
  }

  @Test
  void aLoggedProgramIsTheChildItself() throws InterruptedException {
    Path log = folder.resolve("log");
    try (Child child =
        shell.startLogged(List.of("/bin/sh", "-c", "echo $$; echo worse >&2"), Map.of(), log)) {
      assertThat(child.await(SOON)).contains(0);
      assertThat(read(log)).isEqualTo(child.identity().pid() + "\nworse\n");
    }
  }

  @Test
  void whatIsNotInstalledIsNotFound() {
    assertThat(Shell.installed("bash")).isPresent();
    assertThat(Shell.installed("no-such-compressor")).isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
