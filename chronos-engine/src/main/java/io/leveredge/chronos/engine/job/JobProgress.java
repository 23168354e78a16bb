package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Where a job writes how far it is; read by others at any time. */
public final class JobProgress implements CaptureProgress {
  private final Clock clock;
  private final AtomicLong read = new AtomicLong();
  private final long begun;
  private volatile Optional<Component> component = Optional.empty();
  private volatile String doing = "";

  public JobProgress(Clock clock) {
    this.clock = clock;
    this.begun = clock.nanos();
  }

  /** What comes next belongs to that component. */
  public void begin(Component next) {
    component = Optional.of(next);
    doing = "";
  }

  @Override
  public void read(long bytes) {
    read.addAndGet(bytes);
  }

  @Override
  public void doing(String what) {
    doing = what;
  }

  /** How far it is. */
  public Progress now() {
    long bytes = read.get();
    double seconds = (clock.nanos() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    long rate = seconds > 0 ? Math.round(bytes / seconds) : 0;
    return new Progress(component, doing, ByteCount.of(bytes), rate);
  }
}
