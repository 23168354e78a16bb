package io.leveredge.chronos.domain.restore;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** On which server a drill restores the database of a backup. */
public enum DrillServer {
  /** The one that is backed up. */
  SOURCE,
  /** One that is started for this drill alone, on the service's own machine. */
  EMBEDDED;

  /** The word in requests, answers and facts. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them by their words, the usual one first. */
  public static Map<String, DrillServer> byWire() {
    Map<String, DrillServer> byWire = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(server -> byWire.put(server.wire(), server));
    return Collections.unmodifiableMap(byWire);
  }
}
