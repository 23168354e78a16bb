package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyReader;
import java.util.Arrays;
import java.util.Optional;

/**
 * Passes over the data of a COPY to its end, the line {@code \.}, which no row can be: a backslash
 * in data is doubled (COPY manual, "Text Format"). Keeps the data while it is little.
 */
final class RowsPassed implements CopyReader {
  static final int FEW = 1 << 16;
  private static final int MARKER_LINE = 3;

  private byte[] kept = new byte[512];
  private boolean keeps = true;
  private long taken;
  private long lines;
  private boolean ended;

  /** How many bytes of the line that is being read are those of the marker; -1 for none. */
  private int matched;

  @Override
  public int read(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && !ended) {
      byte c = bytes[position++];
      if (c == '\n') {
        lines++;
        ended = matched == 2;
        matched = 0;
      } else if (matched >= 0) {
        boolean marks = c == (matched == 0 ? '\\' : '.') && matched < 2;
        matched = marks ? matched + 1 : -1;
      }
    }
    keep(bytes, from, position);
    taken += position - from;
    return position;
  }

  private void keep(byte[] bytes, int from, int to) {
    if (!keeps) {
      return;
    }
    long length = taken + to - from;
    keeps = length <= FEW;
    if (!keeps) {
      kept = new byte[0];
      return;
    }
    if (length > kept.length) {
      kept = Arrays.copyOf(kept, (int) Math.max(length, Math.min(FEW, kept.length * 2L)));
    }
    System.arraycopy(bytes, from, kept, (int) taken, to - from);
  }

  /** The caller leaves out some bytes that end with a row. */
  void skip(long bytes, long rows) {
    keeps = false;
    kept = new byte[0];
    taken += bytes;
    lines += rows;
    matched = 0;
  }

  /** Bytes so far, once ended those of the rows. */
  long bytes() {
    return ended ? taken - MARKER_LINE : taken;
  }

  Optional<byte[]> few() {
    return keeps ? Optional.of(Arrays.copyOf(kept, (int) bytes())) : Optional.empty();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public long lines() {
    return lines;
  }
}
