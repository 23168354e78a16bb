package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Reads streams to their end for somebody who looks at the bytes. */
final class Reading {
  private static final int BUFFER = 1 << 18;

  private final Eye eye;

  /** Looks at the next bytes, which are others once this returns. */
  @FunctionalInterface
  interface Eye {
    void read(byte[] bytes, int offset, int length);
  }

  Reading(Eye eye) {
    this.eye = eye;
  }

  /** Reads and closes it. An interrupt of the thread ends that soon, with a failure. */
  void readAll(InputStream stream) {
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        eye.read(buffer, 0, read);
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("the reading was interrupted");
        }
      }
    } catch (IOException unreadable) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "It cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
