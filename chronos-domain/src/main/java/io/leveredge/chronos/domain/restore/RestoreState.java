package io.leveredge.chronos.domain.restore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a restore stands. */
public enum RestoreState {
  /** A dry run: the plan was made, and nothing was changed. */
  PLANNED,
  RUNNING,
  /** Every component was put back and checked. */
  COMPLETED,
  /** Some components were put back, and others were not. */
  PARTIAL,
  /** None was put back. */
  FAILED,
  /** The service died or was stopped during it. */
  INTERRUPTED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RestoreState> fromWire(String word) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(word)).findFirst();
  }
}
