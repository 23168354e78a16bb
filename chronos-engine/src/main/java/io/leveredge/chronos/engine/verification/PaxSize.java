package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The records of an extended header, of which only the size matters here. Each is {@code "%d
 * %s=%s\n"}: its own length, a keyword and a value (POSIX.1-2017, pax, "pax Extended Header").
 */
final class PaxSize {
  private static final String KEYWORD = "size=";

  private final byte[] records;
  private int filled;

  /**
   * @param length of all records
   */
  PaxSize(int length) {
    records = new byte[length];
  }

  /** Takes the next block; what is behind the records fills it up. */
  void read(byte[] block) {
    int taken = Math.min(block.length, records.length - filled);
    System.arraycopy(block, 0, records, filled, taken);
    filled += taken;
  }

  /** Whether each record is as long as it says, and the last ends where all do. */
  boolean isWhole() {
    int at = 0;
    while (at < records.length) {
      int length = lengthAt(at);
      if (length <= 0 || length > records.length - at || records[at + length - 1] != '\n') {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The size of the content of the entry that follows, where it stands here. */
  Optional<Long> value() {
    for (int at = 0; at < records.length; at += lengthAt(at)) {
      int length = lengthAt(at);
      String record = new String(records, at, length, StandardCharsets.ISO_8859_1);
      String field = record.substring(record.indexOf(' ') + 1, record.length() - 1);
      if (field.startsWith(KEYWORD) && field.substring(KEYWORD.length()).matches("[0-9]{1,18}")) {
        return Optional.of(Long.parseLong(field.substring(KEYWORD.length())));
      }
    }
    return Optional.empty();
  }

  private int lengthAt(int at) {
    int length = 0;
    for (int i = at; i < Math.min(at + 8, records.length); i++) {
      if (records[i] == ' ') {
        return length;
      }
      if (records[i] < '0' || records[i] > '9') {
        return 0;
      }
      length = length * 10 + records[i] - '0';
    }
    return 0;
  }
}
