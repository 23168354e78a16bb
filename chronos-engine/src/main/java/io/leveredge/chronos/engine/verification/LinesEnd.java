package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The line that ends an index, or the state: a file without it is cut. */
final class LinesEnd implements Structure {
  private static final String END = "{\"kind\":\"end\"";

  @Override
  public Optional<String> faultAtTheEnd(byte[] tail, long length) {
    String lines = new String(tail, StandardCharsets.ISO_8859_1).stripTrailing();
    String last = lines.substring(lines.lastIndexOf('\n') + 1);
    return last.startsWith(END) && last.endsWith("}")
        ? Optional.empty()
        : Optional.of("Its last line is not that of its end: it is not whole");
  }
}
