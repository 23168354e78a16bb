package io.leveredge.chronos.adapters.os.hook;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.source.ChildLog;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.ports.system.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one target as commands of its operator. Each runs as {@code /bin/sh -c TEXT} in a
 * session of its own, so that one that takes too long is ended with all that it has started. Its
 * standard output is thrown away.
 */
public final class CommandHooks implements Hooks {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHooks.class);

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * The text is an argument of this and no part of it. Each exec replaces the process, so that the
   * one that was started, and noted, is the one that runs the text. setsid(1) need not fork,
   * because a child of ours leads no process group.
   */
  private static final String OWN_SESSION = "exec setsid /bin/sh -c \"$1\" >/dev/null";

  private final ChildProcesses processes;
  private final Clock clock;
  private final HookCommands commands;
  private final Path backups;

  /**
   * @param clock says how long a hook has taken
   * @param backups the backup directory
   */
  public CommandHooks(ChildProcesses processes, Clock clock, HookCommands commands, Path backups) {
    this.processes = processes;
    this.clock = clock;
    this.commands = commands;
    this.backups = backups;
  }

  @Override
  public void run(HookCall call, ChildLog children) {
    Optional.ofNullable(commands.texts().get(call.point()))
        .ifPresent(text -> run(text, call, children));
  }

  private void run(String text, HookCall call, ChildLog children) {
    HookTime time = new HookTime(clock, commands.timeout(), call.isAfter());
    try (time) {
      time.begin();
      try (Child child = start(text, call)) {
        note(child, call, children);
        Optional<Integer> status = time.await(child);
        requireSuccess(status, child, call, time);
      }
    }
    LOG.debug("The hook {} of backup {} ended well", call.point(), call.id());
  }

  private Child start(String text, HookCall call) {
    Command command =
        new Command(
            SHELL,
            List.of("-c", OWN_SESSION, "sh", text),
            HookEnvironment.of(call, backups),
            Optional.of(Path.of("/")));
    try {
      return processes.start(command);
    } catch (ChronosException refused) {
      throw new ChronosException(
          ErrorCode.HOOK_FAILED,
          subject(call) + " could not be started: " + refused.getMessage(),
          refused);
    }
  }

  private static void note(Child child, HookCall call, ChildLog children) {
    try {
      children.started(child.identity());
    } catch (ChronosException unnoted) {
      if (!call.isAfter()) {
        throw unnoted;
      }
      // A disk that ran full has ended the backup, and may not keep the application from going on.
      LOG.warn("The hook {} of backup {} runs unnoted", call.point(), call.id(), unnoted);
    }
  }

  private static void requireSuccess(
      Optional<Integer> status, Child child, HookCall call, HookTime time) {
    if (status.filter(number -> number == 0).isPresent()) {
      return;
    }
    child.close(); // What has ended writes no more.
    String how =
        status
            .map(number -> "ended with status " + number)
            .orElseGet(() -> "was ended after " + time.spent().toSeconds() + " s");
    throw new ChronosException(
        ErrorCode.HOOK_FAILED, subject(call) + " " + how + LastLine.of(child.errors(), ": "));
  }

  private static String subject(HookCall call) {
    return "The hook %s of target '%s'".formatted(call.point(), call.target());
  }
}
