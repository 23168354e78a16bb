package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A file in memory that fails or hangs where it is told to. */
final class MemoryFile implements StoredFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final List<String> events = new CopyOnWriteArrayList<>();
  int failAt = Integer.MAX_VALUE;
  boolean failAtSync;
  CountDownLatch stuck = new CountDownLatch(0);

  @Override
  public void write(byte[] block, int length) {
    try {
      stuck.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    events.add("write");
    if (events.size() >= failAt) {
      throw new ChronosException(ErrorCode.STORAGE_FULL, "full");
    }
    bytes.write(block, 0, length);
  }

  @Override
  public void sync() {
    events.add("sync");
    if (failAtSync) {
      throw new ChronosException(ErrorCode.STORAGE_FAILED, "broken");
    }
  }

  @Override
  public void close() {
    events.add("close");
  }

  byte[] content() {
    return bytes.toByteArray();
  }
}
