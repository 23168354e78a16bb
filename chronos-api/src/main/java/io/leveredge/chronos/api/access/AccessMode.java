package io.leveredge.chronos.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much is open to a caller without a token. */
public enum AccessMode {
  /** Health, lists, details and making backups; what destroys or reveals needs a token. */
  OPEN,
  /**
   * Everything, for callers on this machine while the service listens on loopback alone; for others
   * as {@link #OPEN}.
   */
  LOCAL,
  /** Health alone. */
  CLOSED;

  /** The word in settings. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AccessMode> fromWire(String word) {
    return Arrays.stream(values()).filter(mode -> mode.wire().equals(word)).findFirst();
  }
}
