package io.leveredge.chronos.adapters.fs.config;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of an index up to a length that there is memory for: each is parsed whole. The longest that
 * is written is that of a file with very many holes.
 */
final class LineLimit extends FilterInputStream {
  /** Parsed, a line takes up to some twenty times its length. */
  private static final int PART_OF_HEAP = 64;

  private static final long LEAST = 1 << 18;

  private final long most = Math.max(LEAST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  private long length;

  LineLimit(InputStream lines) {
    super(lines);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int wanted) throws IOException {
    int read = in.read(bytes, offset, wanted);
    for (int i = offset; i < offset + read; i++) {
      length = bytes[i] == '\n' ? 0 : length + 1;
      if (length > most) {
        throw new IOException("a line of the index is longer than " + most + " bytes");
      }
    }
    return read;
  }
}
