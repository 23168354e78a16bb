package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.List;
import java.util.Optional;

/** Backs up one component into a store, and writes the orders to put it back. */
public final class RestoreTrial {
  /** Hears nothing. */
  public static final CaptureProgress DEAF =
      new CaptureProgress() {
        @Override
        public void read(long bytes) {}

        @Override
        public void doing(String what) {}
      };

  private final ArtifactStore store;
  private int number;

  public RestoreTrial(ArtifactStore store) {
    this.store = store;
  }

  /** A published backup of what there is now, completed or partial as the source says. */
  public PublishedBackup backUp(ComponentSource source) {
    BackupOrder order = SampleBackups.order(++number);
    try (StagedBackup staged = store.stage(order)) {
      ComponentResult result =
          source.capture(new Capture(order.id(), staged, Codec.GZIP, DEAF, child -> {}));
      boolean whole = result.state() == ComponentResult.State.COMPLETED;
      staged.publish(
          new Manifest(
              Manifest.CURRENT_FORMAT,
              "CHRONOS test",
              order,
              whole ? BackupState.COMPLETED : BackupState.PARTIAL,
              order.createdAt(),
              List.of(result),
              List.of(),
              Optional.empty()));
    }
    return store.open(order.id()).orElseThrow();
  }

  /** To put that back, under an id of its own. */
  public RestoreWork work(PublishedBackup backup, RestoreChoice choice) {
    return new RestoreWork(nextId(), backup, choice, Optional.empty(), DEAF);
  }

  /** To take back what a restore of {@code undone} did that left no outcome. */
  public RestoreWork undo(PublishedBackup safety, PublishedBackup undone, RestoreChoice choice) {
    return new RestoreWork(nextId(), safety, choice, Optional.of(undone), DEAF);
  }

  /**
   * To take back what a restore of {@code undone} did.
   *
   * @param done what it answered
   */
  public RestoreWork undo(
      PublishedBackup safety, PublishedBackup undone, ComponentOutcome done, RestoreChoice choice) {
    return new RestoreWork(nextId(), safety, choice, Optional.of(undone), done.renamed(), DEAF);
  }

  /** An id that no restore has. */
  public RestoreId nextId() {
    return new RestoreId(nextJob());
  }

  /** An id that no job has. */
  public BackupId nextJob() {
    return SampleBackups.order(++number).id();
  }
}
