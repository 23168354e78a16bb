package io.leveredge.chronos.domain.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a backup covers, in the specification's four words. */
public enum BackupType {
  FULL,
  INCREMENTAL,
  DATABASE,
  WORKFLOWS;

  /** The word in requests, answers and manifests. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BackupType> fromWire(String word) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(word)).findFirst();
  }
}
