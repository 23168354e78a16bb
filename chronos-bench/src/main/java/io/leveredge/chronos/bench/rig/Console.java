package io.leveredge.chronos.bench.rig;

import io.leveredge.chronos.ports.system.Clock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Where the benchmark prints: the report to one stream, what it is doing to the other. */
public final class Console {
  private final PrintStream report;
  private final PrintStream progress;
  private final Clock clock;
  private final long begin;

  public Console(PrintStream report, PrintStream progress, Clock clock) {
    this.report = report;
    this.progress = progress;
    this.clock = clock;
    this.begin = clock.nanos();
  }

  /** A line of progress, with the seconds since the start. */
  public void progress(String text) {
    progress.printf(Locale.ROOT, "[%6.1f s] %s%n", elapsed().toNanos() / 1e9, text);
  }

  /** A piece of the report. */
  public void report(String text) {
    report.print(text);
    report.flush();
  }

  public Duration elapsed() {
    return Duration.ofNanos(clock.nanos() - begin);
  }
}
