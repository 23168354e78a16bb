package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.security.MessageDigest;

/** The length and the SHA-256 of bytes that are read one after the other. */
final class ByteDigest {
  private final MessageDigest digest = Sha256.digest();
  private long length;
  private Sha256 finished = Sha256.of(new byte[0]);

  void read(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    this.length += length;
  }

  /** All bytes were read. */
  ByteDigest finish() {
    finished = Sha256.from(digest);
    return this;
  }

  long length() {
    return length;
  }

  Sha256 sha256() {
    return finished;
  }

  boolean is(ByteCount bytes, Sha256 sha256) {
    return length == bytes.value() && finished.equals(sha256);
  }
}
