package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.domain.artifact.Sha256;

/**
 * Where the content of a file lies in the archive.
 *
 * @param offset of its first byte in the plain archive
 * @param digest of the whole content, holes included as zeros
 * @param torn whether the file changed each time while it was read
 */
record StoredContent(long offset, Sha256 digest, boolean torn) {
  /** What has no content: a link, a folder, a device. */
  static final StoredContent NONE = new StoredContent(0, Sha256.of(new byte[0]), false);
}
