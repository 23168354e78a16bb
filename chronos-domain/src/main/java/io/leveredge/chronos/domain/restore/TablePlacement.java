package io.leveredge.chronos.domain.restore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where single tables of a backup go. */
public enum TablePlacement {
  /** Beside the one in use, under another name. */
  BESIDE,
  /** In the place of the one in use, in one transaction. */
  IN_PLACE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TablePlacement> fromWire(String word) {
    return Arrays.stream(values()).filter(place -> place.wire().equals(word)).findFirst();
  }
}
