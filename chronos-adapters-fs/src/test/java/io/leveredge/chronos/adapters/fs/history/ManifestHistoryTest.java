package io.leveredge.chronos.adapters.fs.history;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.catalog.BackupHistoryContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The history that is read from the manifests of a real backup directory alone. */
final class ManifestHistoryTest extends BackupHistoryContract {
  @TempDir Path folder;
  private ArtifactStore store;
  private ManifestHistory history;

  @BeforeEach
  void openStore() {
    store = new FileArtifactStore(StoreSettings.of(folder.resolve("backups")));
    history = new ManifestHistory(store);
  }

  @Override
  protected BackupHistory history() {
    return history;
  }

  /** With artifacts that are really there, because a store takes no manifest of others. */
  @Override
  protected Backup given(Backup published) {
    Backup.Outcome.Published outcome = published.published().orElseThrow();
    try (StagedBackup staged = store.stage(published.order())) {
      return staged.publish(
          new Manifest(
              Manifest.CURRENT_FORMAT,
              "CHRONOS test",
              published.order(),
              outcome.state(),
              outcome.completedAt(),
              outcome.components().stream().map(result -> stored(result, staged)).toList(),
              Optional.empty()));
    }
  }

  private static ComponentResult stored(ComponentResult result, StagedBackup staged) {
    List<Artifact> artifacts =
        result.artifacts().stream().map(artifact -> write(artifact, staged)).toList();
    return new ComponentResult(
        result.component(),
        result.state(),
        artifacts,
        result.missing(),
        result.notes(),
        result.facts());
  }

  private static Artifact write(Artifact artifact, StagedBackup staged) {
    try (ArtifactSink sink = staged.artifact(artifact.name(), artifact.codec())) {
      return sink.finish().artifact();
    }
  }
}
