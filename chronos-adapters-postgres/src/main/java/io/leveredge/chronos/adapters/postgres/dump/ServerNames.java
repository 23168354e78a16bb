package io.leveredge.chronos.adapters.postgres.dump;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Names as bytes in a database's encoding, read as the scanner reads them in the dump. */
final class ServerNames {
  private static final Map<String, Charset> CHARSETS = Map.of("UTF8", StandardCharsets.UTF_8);

  private ServerNames() {}

  static String decode(byte[] name, String encoding) {
    return new String(name, CHARSETS.getOrDefault(encoding, StandardCharsets.ISO_8859_1));
  }
}
