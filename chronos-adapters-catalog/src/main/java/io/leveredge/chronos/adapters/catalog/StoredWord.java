package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** Words of closed lists as rows hold them, of which a later version may know more. */
final class StoredWord {
  private StoredWord() {}

  /**
   * What the word means.
   *
   * @throws IllegalArgumentException where this version does not know it
   */
  static <T> T known(Optional<T> meaning, String word) {
    return meaning.orElseThrow(
        () -> new IllegalArgumentException("it does not know the word '" + word + "'"));
  }

  /** Codes are added with each version; one that this version lacks must not hide the rest. */
  static ErrorCode failureCode(String wire) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.wire().equals(wire))
        .findFirst()
        .orElse(ErrorCode.INTERNAL_ERROR);
  }
}
