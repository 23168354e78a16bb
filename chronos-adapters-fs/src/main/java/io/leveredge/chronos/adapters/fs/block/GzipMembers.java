package io.leveredge.chronos.adapters.fs.block;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip members, one after the other, to the end of what is stored (RFC 1952). Each has
 * to be whole, with its check and its length, and nothing else may stand behind one: {@code
 * java.util.zip.GZIPInputStream} takes what it does not understand there for the end.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final int HEADER_CHECK = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;

  private final InputStream stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;
  private boolean inMember;
  private boolean ended;

  /**
   * @param stored at the first byte of a member
   * @throws IOException where no member begins there
   */
  GzipMembers(InputStream stored) throws IOException {
    this.stored = stored;
    try {
      header(nextByte());
    } catch (IOException none) {
      inflater.end();
      throw none;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int read = inMember ? inflater.inflate(bytes, offset, length) : 0;
        if (read > 0) {
          check.update(bytes, offset, read);
          return read;
        }
        goOn();
      }
      return -1;
    } catch (DataFormatException broken) {
      throw (IOException) new ZipException(broken.getMessage()).initCause(broken);
    }
  }

  /** Does what keeps the inflater from giving more. */
  private void goOn() throws IOException {
    if (!inMember) {
      if (next == end && !fill()) {
        ended = true;
      } else {
        header(nextByte());
      }
    } else if (inflater.finished()) {
      next = end - inflater.getRemaining();
      trailer();
      inMember = false;
    } else if (inflater.needsDictionary()) {
      throw new ZipException("it wants a dictionary, which gzip has none of");
    } else {
      if (!fill()) {
        throw new EOFException("it ends in the middle of a block");
      }
      inflater.setInput(buffer, 0, end);
    }
  }

  private void header(int first) throws IOException {
    if (first != 0x1f || nextByte() != 0x8b || nextByte() != 8) {
      throw new ZipException("no gzip member begins where one should");
    }
    int flags = nextByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("a gzip member has flags that nobody knows");
    }
    pass(6); // When, how and on which system it was written.
    if ((flags & EXTRA) != 0) {
      pass(nextByte() + (nextByte() << 8));
    }
    for (int text : new int[] {NAME, COMMENT}) {
      if ((flags & text) != 0) {
        while (nextByte() != 0) {}
      }
    }
    if ((flags & HEADER_CHECK) != 0) {
      pass(2);
    }
    inflater.reset();
    inflater.setInput(buffer, next, end - next);
    check.reset();
    inMember = true;
  }

  private void trailer() throws IOException {
    if (number() != check.getValue()) {
      throw new ZipException("a block has not the check that stands behind it");
    }
    if (number() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("a block has not the length that stands behind it");
    }
  }

  private long number() throws IOException {
    long value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= (long) nextByte() << (8 * i);
    }
    return value;
  }

  private void pass(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      nextByte();
    }
  }

  private int nextByte() throws IOException {
    if (next == end && !fill()) {
      throw new EOFException("it ends in the middle of a block");
    }
    return buffer[next++] & 0xff;
  }

  /** Reads on, once all that is in the buffer was used; whether there was more. */
  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, stored.read(buffer));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
