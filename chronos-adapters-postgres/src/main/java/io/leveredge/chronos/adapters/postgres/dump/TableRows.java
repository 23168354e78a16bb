package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.inventory.TableInventory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The rows of one table, read out of a stored dump without what lies before or after them. */
public final class TableRows {

  /** Opens a stored dump in the middle. */
  @FunctionalInterface
  public interface FromBlock {
    /** What the dump is decompressed, from the block that begins there in the file. */
    InputStream open(long storedOffset) throws IOException;
  }

  private TableRows() {}

  /**
   * Opens the rows as COPY wrote them, from the first byte of the first to the end of the last.
   *
   * @throws IOException also where the dump is shorter than its index says
   */
  public static InputStream open(TableInventory table, BlockTable blocks, FromBlock dump)
      throws IOException {
    int block = holding(blocks, table.offset());
    InputStream plain = dump.open(blocks.storedOffset(block));
    try {
      plain.skipNBytes(table.offset() - blocks.plainOffset(block));
      return new Part(plain, table.bytes());
    } catch (IOException failure) {
      plain.close();
      throw failure;
    }
  }

  /** The last block that begins at or before that place of the plain dump. */
  private static int holding(BlockTable blocks, long plainOffset) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.plainOffset(middle) <= plainOffset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** So many bytes of a stream and no more. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream whole, long length) {
      super(whole);
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new IOException("The dump ends " + left + " bytes before the table does");
      }
      left -= count;
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
