package io.leveredge.chronos.bench.dump;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A backup by the service, as its caller sees it: the time from the request to the answer. */
record ServiceBackup(String name, OptionalDouble target, RunningService service, Clock clock)
    implements Contender {

  @Override
  public Measured dump() {
    long begin = clock.nanos();
    JsonNode answer = service.client().backUpDatabase();
    Duration wall = Duration.ofNanos(clock.nanos() - begin);
    return new Measured(
        wall,
        answer.path("size_bytes").asLong(),
        Optional.of(Duration.ofMillis(answer.path("duration_ms").asLong())));
  }
}
