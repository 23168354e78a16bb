package io.leveredge.chronos.testkit.storage;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.ChecksumList;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.layout.BackupLayout;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backup directory in memory. It stores artifacts as they are, whatever their codec says, and
 * fails where a test tells it to.
 */
public final class MemoryArtifactStore implements ArtifactStore {
  private final StorageFaults faults = new StorageFaults();
  private final Map<String, Stored> byDirectory = new HashMap<>();
  private final Set<BackupId> staged = new HashSet<>();
  private final Set<BackupId> discarded = new HashSet<>();
  private final List<UnreadableBackup> unreadable = new ArrayList<>();
  private ByteCount freeSpace = ByteCount.ofMebibytes(1024);

  private record Stored(
      Backup backup,
      Manifest manifest,
      Map<ArtifactName, byte[]> artifacts,
      Optional<byte[]> checksums) {
    Stored(Backup backup, Manifest manifest, Map<ArtifactName, byte[]> artifacts) {
      this(backup, manifest, artifacts, Optional.of(ChecksumList.of(manifest.artifacts())));
    }
  }

  /** From now on that call throws that code, for everybody. */
  public void fail(StorageCall call, ErrorCode code) {
    faults.fail(call, code);
  }

  /** The same with any failure, a mistake of ours among them. */
  public void fail(StorageCall call, RuntimeException failure) {
    faults.fail(call, failure);
  }

  /** From now on everything works again. */
  public void mend() {
    faults.mend();
  }

  public synchronized void setFreeSpace(ByteCount free) {
    freeSpace = free;
  }

  /** From now on there is that published backup, whose artifacts nobody will ask for. */
  public synchronized void addPublished(Backup backup) {
    addPublished(backup, Optional.empty());
  }

  /** The same of a backup that builds on another. */
  public synchronized void addPublished(Backup backup, Optional<BackupId> parent) {
    Backup.Outcome.Published published = backup.published().orElseThrow();
    Manifest manifest =
        new Manifest(
            Manifest.CURRENT_FORMAT,
            "CHRONOS test",
            backup.order(),
            published.state(),
            published.completedAt(),
            published.components(),
            List.of(),
            parent);
    byDirectory.put(published.directory(), new Stored(backup, manifest, Map.of()));
  }

  /** From now on there is a directory that cannot be read as a backup. */
  public synchronized void addUnreadable(String directory, String reason) {
    unreadable.add(new UnreadableBackup(directory, reason, false));
  }

  /** The backups whose staging was neither published nor closed nor removed. */
  public synchronized Set<BackupId> staged() {
    return Set.copyOf(staged);
  }

  /** The bytes of a published artifact. */
  public synchronized byte[] content(BackupId id, ArtifactName name) {
    return byDirectory.values().stream()
        .filter(stored -> stored.backup().id().equals(id))
        .flatMap(stored -> Optional.ofNullable(stored.artifacts().get(name)).stream())
        .findFirst()
        .orElseThrow()
        .clone();
  }

  @Override
  public synchronized StagedBackup stage(BackupOrder order) {
    faults.meet(StorageCall.STAGE);
    if (!staged.add(order.id())) {
      throw new IllegalStateException(order.id() + " is staged already");
    }
    return new MemoryStagedBackup(this, faults, order);
  }

  synchronized Backup publish(Manifest manifest, Map<ArtifactName, byte[]> artifacts) {
    String directory =
        BackupLayout.candidates(manifest.order()).stream()
            .filter(name -> !byDirectory.containsKey(name))
            .findFirst()
            .orElseThrow();
    // Not of the whole manifest's text: sets and maps in it have another order in each JVM.
    byte[] id = manifest.order().id().value().getBytes(StandardCharsets.US_ASCII);
    Backup backup = manifest.asBackup(directory, Sha256.of(id));
    byDirectory.put(directory, new Stored(backup, manifest, Map.copyOf(artifacts)));
    staged.remove(backup.id());
    return backup;
  }

  @Override
  public synchronized Optional<Backup> find(BackupId id) {
    return published().stream().filter(backup -> backup.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<Backup> published() {
    faults.meet(StorageCall.READ);
    return byDirectory.values().stream()
        .map(Stored::backup)
        .sorted(Comparator.comparing(Backup::id).reversed())
        .toList();
  }

  @Override
  public synchronized Optional<PublishedBackup> open(BackupId id) {
    faults.meet(StorageCall.READ);
    return byDirectory.values().stream()
        .filter(stored -> stored.backup().id().equals(id))
        .findFirst()
        .map(
            stored ->
                new MemoryPublishedBackup(
                    stored.manifest(),
                    stored.backup().published().orElseThrow().manifest(),
                    stored.artifacts(),
                    stored.checksums(),
                    faults));
  }

  /** From now on other bytes, or none, stand where that artifact was. */
  public synchronized void replace(BackupId id, ArtifactName name, Optional<byte[]> bytes) {
    for (Map.Entry<String, Stored> entry : byDirectory.entrySet()) {
      if (entry.getValue().backup().id().equals(id)) {
        Map<ArtifactName, byte[]> artifacts = new HashMap<>(entry.getValue().artifacts());
        artifacts.remove(name);
        bytes.ifPresent(others -> artifacts.put(name, others));
        entry.setValue(
            new Stored(
                entry.getValue().backup(),
                entry.getValue().manifest(),
                artifacts,
                entry.getValue().checksums()));
      }
    }
  }

  /** From now on other bytes, or none, stand where that backup's list of checksums was. */
  public synchronized void replaceChecksums(BackupId id, Optional<byte[]> list) {
    byDirectory.replaceAll(
        (directory, stored) ->
            stored.backup().id().equals(id)
                ? new Stored(stored.backup(), stored.manifest(), stored.artifacts(), list)
                : stored);
  }

  /** From now on that backup has no manifest, or one that cannot be read, and is listed as such. */
  public synchronized void spoilManifest(BackupId id, Optional<String> reason) {
    find(id)
        .flatMap(Backup::published)
        .ifPresent(
            published -> {
              byDirectory.remove(published.directory());
              unreadable.add(
                  new UnreadableBackup(
                      published.directory(),
                      reason.orElse("It holds no manifest.json"),
                      reason.isPresent()));
            });
  }

  @Override
  public synchronized List<UnreadableBackup> unreadable() {
    faults.meet(StorageCall.READ);
    return List.copyOf(unreadable);
  }

  @Override
  public synchronized boolean discard(BackupId id) {
    faults.meet(StorageCall.DISCARD);
    boolean found = byDirectory.values().removeIf(stored -> stored.backup().id().equals(id));
    if (found) {
      discarded.add(id);
    }
    return found;
  }

  @Override
  public synchronized Set<BackupId> discarded() {
    faults.meet(StorageCall.READ);
    return Set.copyOf(discarded);
  }

  @Override
  public synchronized void removeStaging(BackupId id) {
    faults.meet(StorageCall.REMOVE_STAGING);
    staged.remove(id);
  }

  @Override
  public synchronized ByteCount freeSpace() {
    faults.meet(StorageCall.FREE_SPACE);
    return freeSpace;
  }

  @Override
  public void probe() {
    faults.meet(StorageCall.PROBE);
  }
}
