package io.leveredge.chronos.bench.files;

import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;

/** A backup by the service, as its caller sees it: the time from the request to the answer. */
record ServiceArchiver(String name, RunningService service, Clock clock) implements Archiving {

  @Override
  public Measured run() {
    long begin = clock.nanos();
    long bytes = service.client().backUpFiles().path("size_bytes").asLong();
    return new Measured(Duration.ofNanos(clock.nanos() - begin), bytes);
  }
}
