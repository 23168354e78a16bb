package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The line that ends the roles and settings of a database. */
final class GlobalsEnd implements Structure {
  private static final String END = "\n-- CHRONOS globals complete\n";

  @Override
  public Optional<String> faultAtTheEnd(byte[] tail, long length) {
    return new String(tail, StandardCharsets.ISO_8859_1).endsWith(END)
        ? Optional.empty()
        : Optional.of("The roles and settings do not end with their last line: they are not whole");
  }
}
