package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.security.MessageDigest;

/** Hashes what it passes on, holes as zeros. */
final class CheckedTarget {
  private static final byte[] ZEROS = new byte[64 * 1024];

  private final ConfigArchive.Target target;
  private final MessageDigest digest = Sha256.digest();

  CheckedTarget(ConfigArchive.Target target) {
    this.target = target;
  }

  void data(byte[] bytes, int length) throws IOException {
    digest.update(bytes, 0, length);
    target.data(bytes, 0, length);
  }

  void hole(long length) throws IOException {
    if (length == 0) {
      return;
    }
    for (long left = length; left > 0; left -= ZEROS.length) {
      digest.update(ZEROS, 0, (int) Math.min(ZEROS.length, left));
    }
    target.hole(length);
  }

  Sha256 digest() {
    return Sha256.from(digest);
  }
}
