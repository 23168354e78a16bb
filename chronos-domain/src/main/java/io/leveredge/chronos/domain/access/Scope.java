package io.leveredge.chronos.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows beyond what is open to everybody. */
public enum Scope {
  /** Moving backups into the trash. */
  DELETE,
  /** Putting backups back, taking that back, trying it, and reading the record of it. */
  RESTORE,
  /** Everything, and overriding guards. */
  ADMIN;

  /** The word in configuration files. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> fromWire(String word) {
    return Arrays.stream(values()).filter(scope -> scope.wire().equals(word)).findFirst();
  }
}
