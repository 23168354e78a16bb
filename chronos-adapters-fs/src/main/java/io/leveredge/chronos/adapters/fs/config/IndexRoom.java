package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;

/**
 * How much of this process's memory the names of one index may take. Whoever keeps some asks for
 * room before, so that an index of more names than there is memory for, be it a forged one, is
 * answered by a message that names the remedy, and does not take the whole service down.
 */
public final class IndexRoom {
  /** What a name takes in a set or list, besides its own bytes. */
  private static final int EACH = 128;

  private final long most;
  private long left;

  private IndexRoom(long most) {
    this.most = most;
    left = most;
  }

  /** Two thirds of the heap: the rest is for what else goes on. */
  public static IndexRoom ofThisProcess() {
    return new IndexRoom(Runtime.getRuntime().maxMemory() / 3 * 2);
  }

  /** A name is kept. */
  public void take(RawName name) {
    take(EACH + (long) name.length());
  }

  /**
   * So many bytes are kept.
   *
   * @throws ChronosException {@code BACKUP_NOT_RESTORABLE} where there is no room for them
   */
  public void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new ChronosException(
          ErrorCode.BACKUP_NOT_RESTORABLE,
          "The index of the files names more than fits into the %d MiB of memory that a restore may"
                  .formatted(most >> 20)
              + " take. Give the service a larger heap (-Xmx), or unpack the archive with tar");
    }
  }
}
