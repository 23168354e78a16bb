package io.leveredge.chronos.domain.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of a target. */
public enum Component {
  DATABASE,
  WORKFLOWS,
  CONFIG;

  /** The word in requests, answers and manifests. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Component> fromWire(String word) {
    return Arrays.stream(values()).filter(component -> component.wire().equals(word)).findFirst();
  }
}
