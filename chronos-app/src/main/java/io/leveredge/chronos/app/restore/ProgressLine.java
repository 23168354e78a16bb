package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Says how far something is: in one line that is written over on a terminal, otherwise in a line
 * for each thing that begins and one every ten seconds.
 */
final class ProgressLine {
  private static final Duration REPAINTED = Duration.ofMillis(200);
  private static final Duration REPEATED = Duration.ofSeconds(10);
  private static final int PERCENT = 100;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final Clock clock;
  private String doing = "";
  private long last;
  private boolean painted;

  ProgressLine(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * Says it, unless the same was said a moment ago.
   *
   * @param what is being done; empty says nothing
   * @param bytes so far; 0 is left out
   * @param all of how many, where that is known
   * @param perSecond bytes; 0 is left out
   */
  synchronized void show(String what, long bytes, OptionalLong all, long perSecond) {
    if (what.isEmpty() || !isDue(what)) {
      return;
    }
    doing = what;
    last = clock.nanos();
    StringBuilder line = new StringBuilder(what);
    if (bytes > 0) {
      line.append("  ").append(Amounts.bytes(bytes));
      if (perSecond > 0) {
        line.append("  ").append(Amounts.bytes(perSecond)).append("/s");
      }
      if (all.isPresent() && all.getAsLong() > 0) {
        long percent = Math.min(PERCENT, bytes * PERCENT / all.getAsLong());
        line.append("  ").append(percent).append(" %");
      }
    }
    paint(line.toString());
  }

  private boolean isDue(String what) {
    long since = clock.nanos() - last;
    return terminal.repaints()
        ? !what.equals(doing) || since >= REPAINTED.toNanos()
        : !what.equals(doing) || since >= REPEATED.toNanos();
  }

  private void paint(String line) {
    if (terminal.repaints()) {
      terminal.errors().print(CLEAR + Terminal.plain(line));
      terminal.errors().flush();
      painted = true;
    } else {
      terminal.complain(line);
    }
  }

  /** Leaves a clean line for what is said next. */
  synchronized void end() {
    if (painted) {
      terminal.errors().print(CLEAR);
      terminal.errors().flush();
      painted = false;
    }
    doing = "";
  }
}
