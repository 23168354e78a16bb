package io.leveredge.chronos.api.service;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A database that behaves as a test says, and can be held in the middle of being read. */
public final class ScriptedSource implements ComponentSource {
  private final AtomicInteger captures = new AtomicInteger();
  private volatile Supplier<ComponentResult> script = SampleBackups::databaseResult;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch reached = new CountDownLatch(1);

  /** From now on a capture stops in the middle until {@link #goOn}. */
  public void hold() {
    reached = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  public void goOn() {
    gate.countDown();
  }

  /** Waits until a held capture is in the middle. */
  public void awaitHeld() throws InterruptedException {
    reached.await();
  }

  public void fail(ErrorCode code, String message) {
    script =
        () -> {
          throw new ChronosException(code, message);
        };
  }

  public void leaveOut(String... missing) {
    script =
        () ->
            new ComponentResult(
                Component.DATABASE,
                ComponentResult.State.PARTIAL,
                SampleBackups.databaseResult().artifacts(),
                List.of(missing),
                List.of(),
                Map.of());
  }

  public void recover() {
    script = SampleBackups::databaseResult;
  }

  /** How many captures have begun. */
  public int captures() {
    return captures.get();
  }

  @Override
  public Component component() {
    return Component.DATABASE;
  }

  @Override
  public Optional<ByteCount> estimate() {
    return Optional.empty();
  }

  @Override
  public ComponentResult capture(Capture capture) {
    captures.incrementAndGet();
    capture.progress().doing("table public.customers");
    capture.progress().read(4096);
    reached.countDown();
    try {
      gate.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ChronosException(ErrorCode.DUMP_INTERRUPTED, "Interrupted", stopped);
    }
    return script.get();
  }

  @Override
  public void release(BackupId id) {}
}
