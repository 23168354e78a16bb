package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A published backup of any bytes, whose manifest was made from them. */
final class StoredBytes {
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final BackupOrder order = SampleBackups.order(1);
  private final StagedBackup staged = store.stage(order);
  private final List<Artifact> artifacts = new ArrayList<>();

  private final Component component;
  private final List<String> notes;

  StoredBytes() {
    this(Component.CONFIG, List.of());
  }

  /** That component's, with what its capture noted. */
  StoredBytes(Component component, List<String> notes) {
    this.component = component;
    this.notes = notes;
  }

  void add(String name, Codec codec, byte[] plain) {
    try (ArtifactSink sink = staged.artifact(new ArtifactName(name), codec)) {
      sink.write(plain, 0, plain.length);
      artifacts.add(sink.finish().artifact());
    }
  }

  /** Publishes it, and says what each artifact is found to be. */
  List<FileVerdict> verdicts(VerifyBackup.Depth depth) {
    PublishedBackup backup = store.open(order.id()).orElseGet(this::published);
    return artifacts.stream().map(each -> ArtifactCheck.of(backup, each, depth)).toList();
  }

  private PublishedBackup published() {
    ComponentResult result =
        new ComponentResult(
            component, ComponentResult.State.COMPLETED, artifacts, List.of(), notes, Map.of());
    staged.publish(
        new Manifest(
            Manifest.CURRENT_FORMAT,
            "CHRONOS test",
            order,
            BackupState.COMPLETED,
            order.createdAt(),
            List.of(result),
            List.of(),
            Optional.empty()));
    return store.open(order.id()).orElseThrow();
  }
}
