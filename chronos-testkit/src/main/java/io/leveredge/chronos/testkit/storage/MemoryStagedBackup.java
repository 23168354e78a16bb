package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A backup in the making, in memory. */
final class MemoryStagedBackup implements StagedBackup {
  private final MemoryArtifactStore store;
  private final StorageFaults faults;
  private final BackupOrder order;
  private final Set<ArtifactName> open = new HashSet<>();
  private final Map<ArtifactName, Artifact> finished = new ConcurrentHashMap<>();
  private final Map<ArtifactName, byte[]> contents = new ConcurrentHashMap<>();
  private boolean settled;

  MemoryStagedBackup(MemoryArtifactStore store, StorageFaults faults, BackupOrder order) {
    this.store = store;
    this.faults = faults;
    this.order = order;
  }

  @Override
  public synchronized ArtifactSink artifact(ArtifactName name, Codec codec) {
    faults.meet(StorageCall.OPEN_ARTIFACT);
    checkOpen();
    if (finished.containsKey(name) || !open.add(name)) {
      throw new IllegalStateException(name + " of " + order.id() + " was opened before");
    }
    return new MemorySink(this, faults, name, codec);
  }

  synchronized void finished(Artifact artifact, byte[] content) {
    open.remove(artifact.name());
    finished.put(artifact.name(), artifact);
    contents.put(artifact.name(), content);
  }

  synchronized void givenUp(ArtifactName name) {
    open.remove(name);
  }

  @Override
  public synchronized Backup publish(Manifest manifest) {
    checkOpen();
    if (!manifest.order().equals(order)) {
      throw new IllegalArgumentException("The manifest is of another order than " + order.id());
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException(open + " of " + order.id() + " are still open");
    }
    for (Artifact artifact : manifest.artifacts()) {
      if (!artifact.equals(finished.get(artifact.name()))) {
        throw new IllegalArgumentException("Not as it was stored: " + artifact.name());
      }
    }
    faults.meet(StorageCall.PUBLISH);
    settled = true;
    return store.publish(manifest, contents);
  }

  private void checkOpen() {
    if (settled) {
      throw new IllegalStateException(order.id() + " is published or closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!settled) {
      settled = true;
      store.removeStaging(order.id());
    }
  }
}
