package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;

/** The length and the SHA-256 of a stream that is read to its end. */
final class ByteDigest {
  private static final int BUFFER = 1 << 18;

  private final MessageDigest digest = Sha256.digest();
  private long length;
  private Sha256 finished = Sha256.of(new byte[0]);

  /** Reads and closes it. An interrupt of the thread ends that soon, with a failure. */
  void readAll(InputStream stream) {
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
        length += read;
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("the reading was interrupted");
        }
      }
    } catch (IOException unreadable) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "It cannot be read: " + unreadable.getMessage(), unreadable);
    }
    finished = Sha256.from(digest);
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
