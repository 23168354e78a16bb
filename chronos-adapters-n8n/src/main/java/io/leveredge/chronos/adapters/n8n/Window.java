package io.leveredge.chronos.adapters.n8n;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that remembers the bytes that were read last, from a place that moves on. */
final class Window extends FilterInputStream {
  private static final int READ = 8192;

  private final long largest;
  private byte[] bytes = new byte[4 * READ];
  private long start;
  private int length;

  /**
   * @param largest how many bytes are remembered at most
   */
  Window(InputStream in, long largest) {
    super(in);
    this.largest = largest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    int read = super.read(into, offset, count);
    if (read > 0) {
      remember(into, offset, read);
    }
    return read;
  }

  private void remember(byte[] from, int offset, int count) throws IOException {
    if ((long) length + count > largest + READ) {
      throw new IOException("One element of the answer is larger than " + largest + " bytes");
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** Forgets what lies before that place, counted from the stream's beginning. */
  void forgetBefore(long place) {
    int gone = Math.toIntExact(Math.min(place - start, length));
    System.arraycopy(bytes, gone, bytes, 0, length - gone);
    start += gone;
    length -= gone;
  }

  /** The bytes between two places; they are as they are until the next read. */
  RawJson between(long from, long to) {
    return new RawJson(bytes, Math.toIntExact(from - start), Math.toIntExact(to - from));
  }
}
