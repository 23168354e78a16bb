package io.leveredge.chronos.bench.dump;

import java.time.Duration;
import java.util.Optional;

/**
 * One dump.
 *
 * @param wall from the caller's point of view, until the output is durable
 * @param storedBytes what lies on disk afterwards; 0 for what went to /dev/null
 * @param reported the duration that the service itself answers, where it does
 */
record Measured(Duration wall, long storedBytes, Optional<Duration> reported) {}
