package io.leveredge.chronos.adapters.fs.disk;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Locks that are held for so short a time that waiting for them is worth it. */
public final class PatientLock {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private PatientLock() {}

  /**
   * Works while holding the lock of that name below {@code .locks}; waits a minute for it at most.
   */
  public static <T> T holding(Disk disk, String name, Supplier<T> work) {
    Path file = disk.privateFolder(disk.at(".locks")).resolve(name);
    ProcessLock lock = await(disk, file);
    try {
      return work.get();
    } finally {
      lock.close();
    }
  }

  private static ProcessLock await(Disk disk, Path file) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      Optional<ProcessLock> lock = ProcessLock.tryTake(file);
      while (lock.isEmpty() && System.nanoTime() < end) {
        LockSupport.parkNanos(PAUSE.toNanos());
        lock = ProcessLock.tryTake(file);
      }
      return lock.orElseThrow(
          () ->
              new ChronosException(
                  ErrorCode.STORAGE_FAILED,
                  disk.nameOf(file) + " is held by another process since a minute"));
    } catch (IOException e) {
      throw disk.failure("cannot be locked", file, e);
    }
  }
}
