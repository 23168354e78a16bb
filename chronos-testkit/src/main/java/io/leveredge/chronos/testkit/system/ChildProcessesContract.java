package io.leveredge.chronos.testkit.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ChildProcesses} does. */
public abstract class ChildProcessesContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int KILLED = 128 + 9;
  private static final int TAIL = 64 * 1024;

  /** The processes to be tried. */
  protected abstract ChildProcesses processes();

  /** A program that writes the two texts and ends with the status. */
  protected abstract Command printing(String output, String errors, int status);

  /** A program that does not end by itself. */
  protected abstract Command endless();

  @Test
  void outputErrorsAndStatusAreTheProgramsOwn() throws Exception {
    try (Child child = processes().start(printing("written\n", "complained äöü\n", 3))) {
      assertThat(new String(child.output().readAllBytes(), UTF_8)).isEqualTo("written\n");
      assertThat(child.await(SOON)).contains(3);
      assertThat(child.errors()).isEqualTo("complained äöü\n");
    }
  }

  @Test
  void ofLongErrorsTheLast64KiBAreKept() throws Exception {
    String errors = "x".repeat(100_000) + "the end";
    try (Child child = processes().start(printing("", errors, 1))) {
      assertThat(child.await(SOON)).contains(1);
      assertThat(child.errors()).hasSize(TAIL).endsWith("xthe end");
    }
  }

  @Test
  void awaitingOneThatRunsOnComesBackEmpty() throws Exception {
    try (Child child = processes().start(endless())) {
      assertThat(child.await(Duration.ofMillis(50))).isEmpty();
    }
  }

  @Test
  void closeEndsOneThatRunsAndMayBeRepeated() throws Exception {
    Child child = processes().start(endless());
    child.close();
    assertThat(child.await(Duration.ZERO)).contains(KILLED);
    child.close();
  }

  @Test
  void closeLeavesTheStatusOfOneThatHasEnded() throws Exception {
    Child child = processes().start(printing("", "", 0));
    assertThat(child.await(SOON)).contains(0);
    child.close();
    assertThat(child.await(Duration.ZERO)).contains(0);
  }

  @Test
  void killEndsTheProcessOfThatIdentity() throws Exception {
    try (Child child = processes().start(endless())) {
      processes().kill(child.identity());
      assertThat(child.await(SOON)).contains(KILLED);
    }
  }

  @Test
  void killSparesAnotherProcessOfTheSameNumber() throws Exception {
    try (Child child = processes().start(endless())) {
      ChildIdentity identity = child.identity();
      processes().kill(new ChildIdentity(identity.pid(), identity.startTicks() + 1));
      processes()
          .kill(
              new ChildIdentity(
                  identity.pid(), identity.startTicks(), Optional.of("another boot")));
      assertThat(child.await(Duration.ofMillis(100))).isEmpty();
    }
  }

  @Test
  void killOfOneThatIsGoneDoesNothing() throws Exception {
    try (Child child = processes().start(printing("", "", 0))) {
      assertThat(child.await(SOON)).contains(0);
      processes().kill(child.identity());
      assertThat(child.await(SOON)).contains(0);
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Command missing =
        new Command(Path.of("/nowhere/at-all"), List.of(), Map.of(), Optional.empty());
    assertThatThrownBy(() -> processes().start(missing))
        .isInstanceOfSatisfying(
            ChronosException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROGRAM_NOT_STARTED))
        .hasMessageContaining("/nowhere/at-all");
  }
}
