package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Where a job writes how far it is; read by others at any time. */
public final class JobProgress implements CaptureProgress {
  private final Clock clock;
  private final LongConsumer whole;
  private final AtomicLong read = new AtomicLong();
  private final long begun;
  private volatile Optional<Component> component = Optional.empty();
  private volatile String doing = "";
  private volatile Expectation expected;

  /** What was read before it, when it began, and how much it is. */
  private record Expectation(long before, long begun, long bytes) {}

  public JobProgress(Clock clock) {
    this(clock, bytes -> {});
  }

  private JobProgress(Clock clock, LongConsumer whole) {
    this.clock = clock;
    this.whole = whole;
    this.begun = clock.nanos();
    this.expected = new Expectation(0, begun, 0);
  }

  /** For a job within this one: what it reads counts here, too, and what it does is its own. */
  public JobProgress within() {
    return new JobProgress(clock, this::read);
  }

  /** What comes next belongs to that component. */
  public void begin(Component next) {
    component = Optional.of(next);
    doing = "";
    expect(0);
  }

  @Override
  public void read(long bytes) {
    read.addAndGet(bytes);
    whole.accept(bytes);
  }

  @Override
  public void doing(String what) {
    doing = what;
  }

  @Override
  public void expect(long bytes) {
    expected = new Expectation(read.get(), clock.nanos(), Math.max(0, bytes));
  }

  /** How far it is. */
  public Progress now() {
    Expectation stretch = expected;
    long bytes = read.get();
    long ofStretch = Math.max(0, bytes - stretch.before());
    return new Progress(
        component,
        doing,
        ByteCount.of(bytes),
        rate(bytes, begun),
        new Progress.Stretch(
            ByteCount.of(ofStretch),
            Optional.of(stretch.bytes()).filter(all -> all > 0).map(ByteCount::of),
            rate(ofStretch, stretch.begun())));
  }

  private long rate(long bytes, long since) {
    double seconds = (clock.nanos() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    return seconds > 0 ? Math.round(bytes / seconds) : 0;
  }
}
