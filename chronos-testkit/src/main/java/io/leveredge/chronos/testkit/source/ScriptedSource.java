package io.leveredge.chronos.testkit.source;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A source that gives one small artifact, and can be told to wait, to fail, or to be partial. */
public final class ScriptedSource implements ComponentSource {
  /** What the artifact holds. */
  public static final String CONTENT = "a whole component\n";

  private final Component component;
  private final List<BackupId> captured = new CopyOnWriteArrayList<>();
  private final List<BackupId> released = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile Optional<CountDownLatch> gate = Optional.empty();
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile List<String> missing = List.of();
  private volatile Optional<ByteCount> estimate = Optional.empty();

  public ScriptedSource(Component component) {
    this.component = component;
  }

  /**
   * From now on a capture waits, after its first byte, until the answered latch is counted down.
   */
  public CountDownLatch hold() {
    CountDownLatch latch = new CountDownLatch(1);
    gate = Optional.of(latch);
    return latch;
  }

  /** Lets go on what {@link #hold} stopped, if anything. */
  public void goOn() {
    gate.ifPresent(CountDownLatch::countDown);
  }

  /** From now on a capture neither fails nor misses anything. */
  public void recover() {
    failure = Optional.empty();
    missing = List.of();
  }

  /** From now on every capture fails after its first byte. */
  public ScriptedSource failing(RuntimeException with) {
    failure = Optional.of(with);
    return this;
  }

  /** From now on every capture misses these parts. */
  public ScriptedSource missing(String... parts) {
    missing = List.of(parts);
    return this;
  }

  public ScriptedSource estimating(ByteCount bytes) {
    estimate = Optional.of(bytes);
    return this;
  }

  /** The backups it was read for, in order. */
  public List<BackupId> captured() {
    return captured;
  }

  /** The dead runs it was told of, in order. */
  public List<BackupId> released() {
    return released;
  }

  /** Waits until a capture has written its first byte. */
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public Component component() {
    return component;
  }

  @Override
  public Optional<ByteCount> estimate() {
    return estimate;
  }

  @Override
  public ComponentResult capture(Capture capture) {
    captured.add(capture.id());
    capture.progress().doing("the only part");
    ArtifactName name = new ArtifactName(component.wire() + ".txt" + capture.codec().suffix());
    try (ArtifactSink sink = capture.staging().artifact(name, capture.codec())) {
      byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
      sink.write(content, 0, content.length);
      capture.progress().read(content.length);
      begun.countDown();
      waitAtTheGate();
      failure.ifPresent(
          with -> {
            throw with;
          });
      return new ComponentResult(
          component,
          missing.isEmpty() ? ComponentResult.State.COMPLETED : ComponentResult.State.PARTIAL,
          List.of(sink.finish().artifact()),
          missing,
          List.of(),
          Map.of());
    }
  }

  private void waitAtTheGate() {
    try {
      if (gate.isPresent()) {
        gate.get().await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ChronosException(ErrorCode.BACKUP_INTERRUPTED, "The capture was interrupted");
    }
  }

  @Override
  public void release(BackupId id) {
    released.add(id);
  }
}
