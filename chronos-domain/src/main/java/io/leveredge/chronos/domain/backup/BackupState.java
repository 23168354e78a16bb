package io.leveredge.chronos.domain.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a backup came. {@code verified}, {@code proven} and {@code corrupt} are facts, not
 * states.
 */
public enum BackupState {
  RUNNING,
  /** Every component asked for and configured is whole, on disk, hashed and published. */
  COMPLETED,
  /** Published, but a source could not be read whole. */
  PARTIAL,
  /** Ended with an error; nothing of it is kept. */
  FAILED,
  /** Its process died; nothing of it is kept. */
  INTERRUPTED;

  /** The word in requests, answers and manifests. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BackupState> fromWire(String word) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(word)).findFirst();
  }
}
