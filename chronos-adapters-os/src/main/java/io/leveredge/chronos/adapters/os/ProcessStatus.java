package io.leveredge.chronos.adapters.os;

import io.leveredge.chronos.ports.system.ChildIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of one process: the start of {@code /proc/PID/stat}, proc(5).
 *
 * @param name the program's file name, cut to 15 bytes by the kernel
 * @param state one letter; {@code Z} has ended and waits for its parent to ask how
 * @param session field 6: the number of the process that began its session, setsid(2), whether that
 *     one still runs or not
 * @param threads field 20: how many it still has
 * @param startTicks field 22: when it started, in clock ticks since boot
 */
public record ProcessStatus(
    long pid, String name, char state, long session, int threads, long startTicks) {
  /** What follows the name begins with field 3. */
  private static final int FIRST_AFTER_NAME = 3;

  private static final int SESSION = 6 - FIRST_AFTER_NAME;
  private static final int THREADS = 20 - FIRST_AFTER_NAME;
  private static final int START_TICKS = 22 - FIRST_AFTER_NAME;

  /** Empty where no process has that number, or none that we may see. */
  public static Optional<ProcessStatus> of(long pid) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(parse(new String(line, StandardCharsets.ISO_8859_1)));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  /** The name may itself hold spaces and parentheses: what follows the last one is not its. */
  static ProcessStatus parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 2 || close < open) {
      throw new IllegalArgumentException("Not a line of /proc/PID/stat: " + line);
    }
    String[] fields = line.substring(close + 2).trim().split(" ", -1);
    return new ProcessStatus(
        Long.parseLong(line.substring(0, open - 1)),
        line.substring(open + 1, close),
        fields[0].charAt(0),
        Long.parseLong(fields[SESSION]),
        Integer.parseInt(fields[THREADS]),
        Long.parseLong(fields[START_TICKS]));
  }

  /** Whether the identity's process is still there and still runs. */
  public static boolean isRunning(ChildIdentity child) {
    return of(child.pid())
        .filter(status -> status.startTicks == child.startTicks())
        .filter(status -> Boot.mayBeCurrent(child.boot()))
        .filter(status -> !status.hasEnded())
        .isPresent();
  }

  /**
   * It ended, though its number is still taken. A killed process whose first thread has ended bears
   * a {@code Z} while others still hold its files, locks and children.
   */
  public boolean hasEnded() {
    return state == 'X' || (state == 'Z' && threads <= 1);
  }

  /** This process and no later one of the same number, after a reboot neither. */
  public ChildIdentity identity() {
    return new ChildIdentity(pid, startTicks, Boot.current());
  }
}
