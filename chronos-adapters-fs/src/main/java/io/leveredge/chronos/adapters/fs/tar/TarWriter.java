package io.leveredge.chronos.adapters.fs.tar;

import io.leveredge.chronos.ports.storage.ArtifactSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes an archive entry by entry into a sink, which stays open.
 *
 * <p>A name of up to 100 bytes stands in the header as it is, which GNU tar gives back byte for
 * byte in every locale; a longer one stands in the extended header, as do the nanoseconds of times.
 */
public final class TarWriter {
  private static final byte[] ZEROS = new byte[64 * 1024];
  private static final RawName NONE = RawName.ofText("");
  private static final RawName EXTENDED_NAME = RawName.ofText("PaxHeaders/x");
  private static final Owner NOBODY = new Owner(0, 0, "", "");

  private final ArtifactSink sink;
  private final TarHeader header = new TarHeader();
  private final TarHeader extendedHeader = new TarHeader();
  private final PaxRecords records = new PaxRecords();
  private long expected;

  public TarWriter(ArtifactSink sink) {
    this.sink = sink;
    extendedHeader.name(EXTENDED_NAME);
    extendedHeader.mode(0644);
    extendedHeader.owner(NOBODY);
    extendedHeader.modified(0);
    extendedHeader.type('x');
    extendedHeader.device(0, 0);
  }

  /**
   * Writes the header of an entry; {@link TarEntry#contentBytes} of content have to follow, and
   * then {@link #end}.
   */
  public void begin(TarEntry entry) {
    byte[] map = entry.holes().map(SparseMap::encoded).orElse(new byte[0]);
    long stored = map.length + entry.contentBytes();
    extend(entry, stored);
    header.name(entry.name());
    header.mode(entry.mode());
    header.owner(entry.owner());
    header.size(stored);
    header.modified(entry.modified().toInstant().getEpochSecond());
    header.type(entry.type().flag());
    header.link(entry.link().orElse(NONE));
    header.device(entry.major(), entry.minor());
    sink.write(header.sealed(), 0, TarHeader.BYTES);
    sink.write(map, 0, map.length);
    expected = entry.contentBytes();
  }

  /** Writes some content of the entry that was begun. */
  public void content(byte[] bytes, int offset, int length) {
    if (length > expected) {
      throw new IllegalStateException(length + " bytes of content where " + expected + " are left");
    }
    expected -= length;
    sink.write(bytes, offset, length);
  }

  /** Fills what is left of the entry's content with zeros: its file turned out to be shorter. */
  public void fillUp() {
    while (expected > 0) {
      content(ZEROS, 0, (int) Math.min(ZEROS.length, expected));
    }
  }

  /** Ends the entry that was begun. */
  public void end() {
    if (expected != 0) {
      throw new IllegalStateException(expected + " bytes of content are missing");
    }
    sink.write(ZEROS, 0, padding(sink.position()));
  }

  /** Writes the end of the archive: two blocks of zeros. */
  public void finish() {
    sink.write(ZEROS, 0, 2 * TarHeader.BYTES);
  }

  /** Where in the archive the next byte goes. */
  public long position() {
    return sink.position();
  }

  /** How many bytes are missing to a whole block. */
  static int padding(long length) {
    return (int) (-length & (TarHeader.BYTES - 1));
  }

  private void extend(TarEntry entry, long stored) {
    records.clear();
    names(entry);
    Owner owner = entry.owner();
    number("uid", owner.uid(), TarHeader.LARGEST_SHORT);
    number("gid", owner.gid(), TarHeader.LARGEST_SHORT);
    text("uname", owner.user());
    text("gname", owner.group());
    number("size", stored, TarHeader.LARGEST_LONG);
    time(entry.modified().toInstant());
    if (records.isEmpty()) {
      return;
    }
    extendedHeader.size(records.length());
    sink.write(extendedHeader.sealed(), 0, TarHeader.BYTES);
    sink.write(records.bytes(), 0, records.length());
    sink.write(ZEROS, 0, padding(records.length()));
  }

  private void names(TarEntry entry) {
    boolean longName = entry.holes().isPresent() || entry.name().length() > TarHeader.NAME_BYTES;
    boolean longLink = entry.link().orElse(NONE).length() > TarHeader.NAME_BYTES;
    if ((longName && !entry.name().isText()) || (longLink && !entry.link().orElse(NONE).isText())) {
      records.add("hdrcharset", "BINARY");
    }
    if (entry.holes().isPresent()) {
      records.add("GNU.sparse.major", "1");
      records.add("GNU.sparse.minor", "0");
      records.add("GNU.sparse.name", entry.name());
      records.add("GNU.sparse.realsize", Long.toString(entry.size()));
    } else if (longName) {
      records.add("path", entry.name());
    }
    if (longLink) {
      records.add("linkpath", entry.link().orElse(NONE));
    }
  }

  private void number(String keyword, long value, long largest) {
    if (value > largest) {
      records.add(keyword, Long.toString(value));
    }
  }

  private void text(String keyword, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= TarHeader.OWNER_BYTES || bytes.length != value.length()) {
      records.add(keyword, value);
    }
  }

  /** Where the header's seconds do not say it all; digits behind the point are nanoseconds. */
  private void time(Instant modified) {
    long seconds = modified.getEpochSecond();
    int nanos = modified.getNano();
    if (nanos == 0 && seconds >= 0 && seconds <= TarHeader.LARGEST_LONG) {
      return;
    }
    // Before 1970, -1 s and 3/4 of one is -0.25.
    boolean negative = seconds < 0;
    long whole = negative ? -(seconds + (nanos == 0 ? 0 : 1)) : seconds;
    int fraction = negative && nanos > 0 ? 1_000_000_000 - nanos : nanos;
    String digits = Integer.toString(1_000_000_000 + fraction).substring(1);
    records.add("mtime", (negative ? "-" : "") + whole + "." + digits);
  }
}
