package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A drill that reads the artifacts of its component and says whether they are what was written, or
 * answers what a test wrote down for it.
 */
public final class ScriptedDrill implements ComponentDrill {
  private static final String PLACE = "nowhere";

  private final Component component;
  private final List<BackupId> drilled = new CopyOnWriteArrayList<>();
  private final AtomicInteger cleared = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile Optional<Drill.Trial> answer = Optional.empty();
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile Optional<RuntimeException> clearingFailure = Optional.empty();
  private volatile Optional<CountDownLatch> gate = Optional.empty();

  public ScriptedDrill(Component component) {
    this.component = component;
  }

  /** From now on that comes of every trial. */
  public ScriptedDrill answering(Drill.Trial trial) {
    answer = Optional.of(trial);
    return this;
  }

  /** From now on no trial can be made. */
  public ScriptedDrill failing(RuntimeException with) {
    failure = Optional.of(with);
    return this;
  }

  /** From now on nothing can be cleared up. */
  public ScriptedDrill failingToClearUp(RuntimeException with) {
    clearingFailure = Optional.of(with);
    return this;
  }

  /** From now on a trial waits at its beginning until the answered latch is counted down. */
  public CountDownLatch hold() {
    CountDownLatch latch = new CountDownLatch(1);
    gate = Optional.of(latch);
    return latch;
  }

  /** Waits until a trial has begun. */
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  /** The backups that were tried, in order. */
  public List<BackupId> drilled() {
    return List.copyOf(drilled);
  }

  /** How often it cleared up after the dead. */
  public int cleared() {
    return cleared.get();
  }

  @Override
  public Component component() {
    return component;
  }

  @Override
  public Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress) {
    drilled.add(backup.id());
    begun.countDown();
    waitAtTheGate();
    failure.ifPresent(ScriptedDrill::fail);
    return answer.orElseGet(() -> read(backup));
  }

  private static void fail(RuntimeException with) {
    throw with;
  }

  private Drill.Trial read(PublishedBackup backup) {
    List<String> differences = new ArrayList<>();
    long artifacts = 0;
    for (var result : backup.manifest().components()) {
      if (result.component() == component) {
        for (Artifact artifact : result.artifacts()) {
          artifacts++;
          wrong(backup.artifact(artifact.name())).ifPresent(differences::add);
        }
      }
    }
    return new Drill.Trial(
        component, PLACE, Map.of("artifacts", artifacts), differences, List.of());
  }

  private static Optional<String> wrong(ArtifactReader reader) {
    try (InputStream plain = reader.plain()) {
      long read = plain.readAllBytes().length;
      long expected = reader.artifact().plainBytes().value();
      return read == expected
          ? Optional.empty()
          : Optional.of(reader.artifact().name() + " has " + read + " bytes, not " + expected);
    } catch (ChronosException damaged) {
      return Optional.of(String.valueOf(damaged.getMessage()));
    } catch (IOException broken) {
      return Optional.of(reader.artifact().name() + " is damaged: " + broken.getMessage());
    }
  }

  private void waitAtTheGate() {
    try {
      if (gate.isPresent()) {
        gate.get().await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ChronosException(ErrorCode.RESTORE_INTERRUPTED, "The drill was interrupted");
    }
  }

  @Override
  public void clearUp() {
    clearingFailure.ifPresent(ScriptedDrill::fail);
    cleared.incrementAndGet();
  }
}
