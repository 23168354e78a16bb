package io.leveredge.chronos.domain.fact;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that was found out about a backup, and stays true of its moment.
 *
 * @param by who found it out: a principal, a schedule, or a part of the service
 * @param details by stable names such as {@code reason} or {@code artifact}, sorted; no secret
 */
public record Fact(FactKind kind, Instant at, String by, Map<String, String> details) {
  public Fact {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
