package io.leveredge.chronos.domain.inventory;

/** All large objects of a database together; each counts with its oid and its content. */
public record LargeObjects(long count, long bytes, ContentDigest digest) {
  public static final LargeObjects NONE = new LargeObjects(0, 0, ContentDigest.ZERO);
}
