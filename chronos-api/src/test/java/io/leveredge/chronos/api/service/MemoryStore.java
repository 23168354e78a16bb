package io.leveredge.chronos.api.service;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.layout.BackupLayout;
import io.leveredge.chronos.ports.catalog.BackupHistory;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** A backup directory in memory, and what is known from its manifests alone. */
final class MemoryStore implements ArtifactStore, BackupHistory {
  private final ConcurrentSkipListMap<BackupId, Backup> published = new ConcurrentSkipListMap<>();
  private final Set<BackupId> discarded = new ConcurrentSkipListSet<>();
  private volatile boolean usable = true;
  private volatile boolean sound = true;

  void becomeUnusable() {
    usable = false;
  }

  /** From now on a look-up fails as a mistake of ours would. */
  void breakDown() {
    sound = false;
  }

  void put(Backup backup) {
    published.put(backup.id(), backup);
  }

  @Override
  public StagedBackup stage(BackupOrder order) {
    return new Staged();
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    if (!sound) {
      throw new IllegalStateException("the inner secret");
    }
    return Optional.ofNullable(published.get(id));
  }

  @Override
  public BackupPage list(BackupQuery query) {
    List<Backup> found = published().stream().filter(query::matches).toList();
    List<Backup> page = found.stream().limit(query.limit()).toList();
    return new BackupPage(
        page, found.size() > page.size() ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  @Override
  public Optional<BackupId> newest() {
    return published.isEmpty() ? Optional.empty() : Optional.of(published.lastKey());
  }

  @Override
  public List<Backup> published() {
    return List.copyOf(published.descendingMap().values());
  }

  @Override
  public List<UnreadableBackup> unreadable() {
    return List.of();
  }

  @Override
  public boolean discard(BackupId id) {
    discarded.add(id);
    return published.remove(id) != null;
  }

  @Override
  public Set<BackupId> discarded() {
    return Set.copyOf(discarded);
  }

  @Override
  public void removeStaging(BackupId id) {}

  @Override
  public ByteCount freeSpace() {
    return ByteCount.ofMebibytes(1024);
  }

  @Override
  public void probe() {
    if (!usable) {
      throw new ChronosException(ErrorCode.STORAGE_FAILED, "Read-only file system");
    }
  }

  private final class Staged implements StagedBackup {
    @Override
    public ArtifactSink artifact(ArtifactName name, Codec codec) {
      throw new UnsupportedOperationException("The sources of these tests write nothing");
    }

    @Override
    public Backup publish(Manifest manifest) {
      Backup backup =
          manifest.asBackup(
              BackupLayout.candidates(manifest.order()).getFirst(), Sha256.of(new byte[] {3}));
      put(backup);
      return backup;
    }

    @Override
    public void close() {}
  }
}
