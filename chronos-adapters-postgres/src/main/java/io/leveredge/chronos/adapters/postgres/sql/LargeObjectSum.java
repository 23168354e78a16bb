package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.LargeObjects;

/**
 * Counts and digests large objects whose bytes come in pieces, as {@link Mix} defines it. One after
 * the other; for one thread.
 */
public final class LargeObjectSum {
  private final FieldDigest content = new FieldDigest();
  private long count;
  private long bytes;
  private ContentDigest digest = ContentDigest.ZERO;

  /** Before the first of them. */
  public LargeObjectSum() {}

  /**
   * An object begins.
   *
   * @param oid in decimal digits
   */
  public void begin(String oid) {
    content.begin(FieldDigest.key(oid), 0);
  }

  /** The next of its bytes; they are not kept. */
  public void write(byte[] piece) {
    content.update(piece, 0, piece.length);
  }

  /** The object has ended. */
  public void end() {
    content.end();
    long s = content.first();
    long t = content.second();
    digest = digest.plus(new ContentDigest(Mix.rowHigh(s, t), Mix.rowLow(s, t)));
    bytes += content.length();
    count++;
  }

  /** Those that have ended. */
  public LargeObjects total() {
    return new LargeObjects(count, bytes, digest);
  }
}
