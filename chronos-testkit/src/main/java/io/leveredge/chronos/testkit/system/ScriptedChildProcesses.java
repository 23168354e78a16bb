package io.leveredge.chronos.testkit.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that do what a test wrote down for them; nothing is started. */
public final class ScriptedChildProcesses implements ChildProcesses {
  /** Above the kernel's largest process number (2^22, proc(5)): none of these is anybody's. */
  private static final long FIRST_PID = 5_000_000;

  private final Map<Path, Script> scripts = new HashMap<>();
  private final List<Command> started = new ArrayList<>();
  private final List<ScriptedChild> children = new ArrayList<>();

  /**
   * What a program does.
   *
   * @param endless it writes, and does not end until it is killed
   */
  public record Script(String output, String errors, int status, boolean endless) {

    /** Writes and ends. */
    public static Script printing(String output, String errors, int status) {
      return new Script(output, errors, status, false);
    }

    /** Runs until it is killed. */
    public static Script running() {
      return new Script("", "", 0, true);
    }
  }

  /** From now on the program does this. One without a script cannot be started. */
  public synchronized void put(Path program, Script script) {
    scripts.put(program, script);
  }

  /** Every command that was started, in order. */
  public synchronized List<Command> started() {
    return List.copyOf(started);
  }

  /** Those that have neither ended nor been killed. */
  public synchronized List<ChildIdentity> running() {
    return children.stream().filter(ScriptedChild::runs).map(ScriptedChild::identity).toList();
  }

  @Override
  public synchronized Child start(Command command) {
    Script script = scripts.get(command.program());
    if (script == null) {
      throw new ChronosException(
          ErrorCode.PROGRAM_NOT_STARTED, "Cannot run program \"" + command.program() + "\"");
    }
    started.add(command);
    int number = children.size();
    ScriptedChild child =
        new ScriptedChild(
            new ChildIdentity(FIRST_PID + number, 1 + number),
            script.output().getBytes(UTF_8),
            script.errors(),
            script.status(),
            script.endless());
    children.add(child);
    return child;
  }

  @Override
  public synchronized void kill(ChildIdentity identity) {
    children.stream()
        .filter(child -> child.identity().equals(identity))
        .forEach(ScriptedChild::close);
  }
}
