package io.leveredge.chronos.domain.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The percent-encoding of RFC 3986, section 2.1; a plus sign is a plus sign. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** The text without it, or empty where an escape is broken or the bytes are not UTF-8. */
  static Optional<String> decode(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int from = 0;
    for (int percent = encoded.indexOf('%'); percent >= 0; percent = encoded.indexOf('%', from)) {
      bytes.writeBytes(encoded.substring(from, percent).getBytes(StandardCharsets.UTF_8));
      if (!encoded.substring(percent).matches("(?s)%[0-9a-fA-F]{2}.*")) {
        return Optional.empty();
      }
      bytes.write(Integer.parseInt(encoded.substring(percent + 1, percent + 3), 16));
      from = percent + 3;
    }
    bytes.writeBytes(encoded.substring(from).getBytes(StandardCharsets.UTF_8));
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
