package io.leveredge.chronos.bench.part;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.restore.ConfigFilesRestorer;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.verification.ArtifactCheck;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backup that the service has published. */
record StoredBackup(Path store, BackupId id) {
  /** Nobody looks on. */
  static final CaptureProgress UNSEEN =
      new CaptureProgress() {
        @Override
        public void read(long bytes) {}

        @Override
        public void doing(String what) {}
      };

  StoredBackup(Path store, String id) {
    this(
        store,
        BackupId.parse(id).orElseThrow(() -> new BenchFailure("Not the id of a backup: " + id)));
  }

  PublishedBackup open() {
    return new FileArtifactStore(StoreSettings.of(store))
        .open(id)
        .orElseThrow(() -> new BenchFailure("There is no backup " + id));
  }

  /** As before every restore, all bytes of all its files; or as a verification by itself does. */
  void verify(VerifyBackup.Depth depth) {
    PublishedBackup backup = open();
    for (Artifact artifact : backup.manifest().artifacts()) {
      FileVerdict verdict = ArtifactCheck.of(backup, artifact, depth);
      if (!(verdict instanceof FileVerdict.Intact)) {
        throw new BenchFailure("The backup is damaged: " + verdict);
      }
    }
  }

  /** All files into that root, which is the one that was backed up. */
  void restoreFiles(Path root) {
    new ConfigFilesRestorer(new ConfigSettings(List.of(root), List.of(), List.of(store)))
        .restore(
            new RestoreWork(
                newRestore(),
                open(),
                RestoreChoice.of(Set.of(Component.CONFIG)),
                Optional.empty(),
                UNSEEN),
            step -> {});
  }

  /** A restore's id that no other has. */
  static RestoreId newRestore() {
    return new RestoreId(BackupId.of(Instant.now(), System.nanoTime()));
  }
}
