package io.leveredge.chronos.testkit.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.system.ScriptedChildProcesses.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptedChildProcessesTest extends ChildProcessesContract {
  private final ScriptedChildProcesses processes = new ScriptedChildProcesses();

  @Override
  protected ChildProcesses processes() {
    return processes;
  }

  @Override
  protected Command printing(String output, String errors, int status) {
    return scripted(Script.printing(output, errors, status));
  }

  @Override
  protected Command endless() {
    return scripted(Script.running());
  }

  private Command scripted(Script script) {
    Path program = Path.of("/scripted");
    processes.put(program, script);
    return new Command(program, List.of(), Map.of(), Optional.empty());
  }

  @Test
  void whatWasStartedAndWhatStillRunsIsKnown() {
    Command command = endless();
    Child child = processes.start(command);
    assertThat(processes.started()).containsExactly(command);
    assertThat(processes.running()).containsExactly(child.identity());
    child.close();
    assertThat(processes.running()).isEmpty();
  }
}
