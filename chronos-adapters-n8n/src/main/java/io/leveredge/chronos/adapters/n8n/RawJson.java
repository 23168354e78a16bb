package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import java.security.MessageDigest;
import java.util.Arrays;

/** A JSON value as the bytes that came; a view of a buffer that changes with the next read. */
public final class RawJson {
  private final byte[] buffer;
  private final int offset;
  private final int length;

  RawJson(byte[] buffer, int offset, int length) {
    if (offset < 0 || length < 0 || offset + length > buffer.length) {
      throw new IllegalArgumentException(
          length + " bytes at " + offset + " are not in a buffer of " + buffer.length);
    }
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /** In bytes. */
  public int length() {
    return length;
  }

  /** A copy, which stays as it is. */
  public byte[] bytes() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }

  void addTo(MessageDigest digest) {
    digest.update(buffer, offset, length);
  }

  void writeTo(ArtifactSink sink) {
    sink.write(buffer, offset, length);
  }

  Sha256 digest() {
    MessageDigest digest = Sha256.digest();
    addTo(digest);
    return Sha256.from(digest);
  }
}
