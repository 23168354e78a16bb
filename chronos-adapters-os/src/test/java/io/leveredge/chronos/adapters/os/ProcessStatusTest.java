package io.leveredge.chronos.adapters.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStatusTest {
  @TempDir Path folder;

  @Test
  void aNameThatLooksLikeFieldsDoesNotMisleadIt() throws Exception {
    Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve(") Z 1 (x) 2 3"));
    Command command = new Command(program, List.of("60"), Map.of(), Optional.empty());
    try (Child child = new OsChildProcesses(new SystemClock()).start(command)) {
      ProcessStatus status = ProcessStatus.of(child.identity().pid()).orElseThrow();
      assertThat(status.name()).isEqualTo(") Z 1 (x) 2 3");
      assertThat(status.hasEnded()).isFalse();
      assertThat(status.identity()).isEqualTo(child.identity());
    }
  }

  @Test
  void sessionThreadsAndStartTicksAreFields6And20And22() {
    ProcessStatus status =
        ProcessStatus.parse(
            "7 (name) S 1 7 6 0 -1 4194560 8 9 10 11 12 13 14 15 20 0 5 0 4711 23 24 25\n");
    assertThat(status).isEqualTo(new ProcessStatus(7, "name", 'S', 6, 5, 4711));
  }

  @Test
  void aZombieHasEndedOnceItsLastThreadHas() {
    assertThat(new ProcessStatus(7, "name", 'Z', 7, 2, 1).hasEnded()).isFalse();
    assertThat(new ProcessStatus(7, "name", 'Z', 7, 1, 1).hasEnded()).isTrue();
    assertThat(new ProcessStatus(7, "name", 'D', 7, 1, 1).hasEnded()).isFalse();
  }

  @Test
  void ourselvesRunAndALaterProcessOfOurNumberWouldBeAnother() {
    ChildIdentity self = ProcessStatus.of(ProcessHandle.current().pid()).orElseThrow().identity();
    assertThat(ProcessStatus.isRunning(self)).isTrue();
    assertThat(ProcessStatus.isRunning(new ChildIdentity(self.pid(), self.startTicks() + 1)))
        .isFalse();
  }

  @Test
  void aProcessOfAnotherBootWithOurNumberAndTicksIsAStranger() {
    ChildIdentity self = ProcessStatus.of(ProcessHandle.current().pid()).orElseThrow().identity();
    assertThat(self.boot().orElseThrow()).matches("[0-9a-f-]{36}");
    assertThat(ProcessStatus.isRunning(of(self, Optional.of("another boot")))).isFalse();
    assertThat(ProcessStatus.isRunning(of(self, Optional.empty()))).as("an early note").isTrue();
  }

  private static ChildIdentity of(ChildIdentity self, Optional<String> boot) {
    return new ChildIdentity(self.pid(), self.startTicks(), boot);
  }

  @Test
  void aNumberThatNobodyHasIsAbsent() {
    assertThat(ProcessStatus.of(Integer.MAX_VALUE)).isEmpty();
  }
}
