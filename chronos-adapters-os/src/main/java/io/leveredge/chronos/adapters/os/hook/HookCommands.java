package io.leveredge.chronos.adapters.os.hook;

import io.leveredge.chronos.ports.hook.HookPoint;
import java.time.Duration;
import java.util.Map;

/**
 * What the operator has configured for one target.
 *
 * @param texts what {@code /bin/sh -c} is given, by where it has its place; they hold no secret,
 *     because every user of the machine can read them while they run
 * @param timeout for each of them
 */
public record HookCommands(Map<HookPoint, String> texts, Duration timeout) {
  public HookCommands {
    texts = Map.copyOf(texts);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("Not a time for a hook: " + timeout);
    }
  }
}
