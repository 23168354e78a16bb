package io.leveredge.chronos.adapters.fs.tar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry of an archive is. */
public enum EntryType {
  FILE('0'),
  /** Another name of a file whose first name came before. */
  HARDLINK('1'),
  SYMLINK('2'),
  CHARACTER_DEVICE('3'),
  BLOCK_DEVICE('4'),
  DIRECTORY('5'),
  FIFO('6');

  private final char flag;

  EntryType(char flag) {
    this.flag = flag;
  }

  /** The typeflag of a header (POSIX.1-2017, pax, "ustar Interchange Format"). */
  char flag() {
    return flag;
  }

  /** The word in indexes. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EntryType> fromWire(String word) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(word)).findFirst();
  }
}
