package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.engine.job.Progress;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Says how far something is: in one line with a bar that is written over on a terminal, otherwise
 * in a line for each thing that begins and one every ten seconds.
 *
 * <p>It is no library's bar (me.tongfei:progressbar was looked at): one of those wants a total to
 * begin with, draws from a thread of its own, which a signal would have to stop first, and brings a
 * library for terminals; and what is printed where nobody looks would have to be written anyway.
 */
final class ProgressLine {
  private static final Duration REPAINTED = Duration.ofMillis(200);
  private static final Duration REPEATED = Duration.ofSeconds(10);
  private static final Progress.Stretch NOTHING =
      new Progress.Stretch(ByteCount.ZERO, Optional.empty(), 0);
  private static final int PERCENT = 100;
  private static final int CELLS = 20;
  private static final String CLEAR = "\r\u001b[K";

  /** A line longer than the terminal is cut by it and does not wrap (DECAWM, VT100 manual). */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final Terminal terminal;
  private final Clock clock;
  private String doing = "";
  private long last;
  private boolean painted;

  ProgressLine(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Says that this is being done, of which nobody knows how long it takes. */
  void show(String what) {
    show(what, NOTHING);
  }

  /**
   * Says it, unless the same was said a moment ago.
   *
   * @param what is being done; empty says nothing
   * @param stretch how far it is; no bytes are left out
   */
  synchronized void show(String what, Progress.Stretch stretch) {
    if (what.isEmpty() || !isDue(what)) {
      return;
    }
    doing = what;
    last = clock.nanos();
    if (terminal.repaints()) {
      String line = bar(stretch) + what + amounts(stretch);
      terminal.errors().print(CLEAR + CUT + Terminal.plain(line) + WRAP);
      terminal.errors().flush();
      painted = true;
    } else {
      terminal.complain(
          what + percent(stretch).map("  %d %%"::formatted).orElse("") + amounts(stretch));
    }
  }

  private boolean isDue(String what) {
    long since = clock.nanos() - last;
    return !what.equals(doing) || since >= (terminal.repaints() ? REPAINTED : REPEATED).toNanos();
  }

  /** First in the line, so that it stays where it is. */
  private static String bar(Progress.Stretch stretch) {
    return percent(stretch)
        .map(
            percent -> {
              int full = percent * CELLS / PERCENT;
              return "[%s%s] %3d %%  "
                  .formatted("#".repeat(full), "-".repeat(CELLS - full), percent);
            })
        .orElse("");
  }

  /** Empty also where more was read than there was said to be, which shows nothing of the end. */
  private static Optional<Integer> percent(Progress.Stretch stretch) {
    return stretch
        .all()
        .map(ByteCount::value)
        .filter(all -> all > 0 && stretch.read().value() <= all)
        .map(all -> (int) (stretch.read().value() * (double) PERCENT / all));
  }

  private static String amounts(Progress.Stretch stretch) {
    if (stretch.read().value() == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("  ").append(Amounts.bytes(stretch.read().value()));
    if (percent(stretch).isPresent()) {
      stretch.all().ifPresent(all -> text.append(" of ").append(Amounts.bytes(all.value())));
    }
    if (stretch.bytesPerSecond() > 0) {
      text.append("  ").append(Amounts.bytes(stretch.bytesPerSecond())).append("/s");
    }
    return text.toString();
  }

  /** Of that many bytes so many were read, within that time. */
  static Progress.Stretch stretch(long read, long all, long nanos) {
    long perSecond =
        nanos <= 0 ? 0 : Math.round(read * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
    return new Progress.Stretch(ByteCount.of(read), Optional.of(ByteCount.of(all)), perSecond);
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
