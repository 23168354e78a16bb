package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store in which one more backup can be opened, wherever that lies: the guest. It is on no shelf
 * of this store, and so it is neither listed nor discarded. Where the store has the same backup,
 * the guest is the one that is opened.
 */
public final class GuestBackupStore implements ArtifactStore {
  private final ArtifactStore store;
  private final PublishedBackup guest;

  public GuestBackupStore(ArtifactStore store, PublishedBackup guest) {
    this.store = store;
    this.guest = guest;
  }

  @Override
  public Optional<PublishedBackup> open(BackupId id) {
    return id.equals(guest.id()) ? Optional.of(guest) : store.open(id);
  }

  @Override
  public StagedBackup stage(BackupOrder order) {
    return store.stage(order);
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    return store.find(id);
  }

  @Override
  public List<Backup> published() {
    return store.published();
  }

  @Override
  public List<UnreadableBackup> unreadable() {
    return store.unreadable();
  }

  @Override
  public boolean discard(BackupId id) {
    return store.discard(id);
  }

  @Override
  public Set<BackupId> discarded() {
    return store.discarded();
  }

  @Override
  public void removeStaging(BackupId id) {
    store.removeStaging(id);
  }

  @Override
  public ByteCount freeSpace() {
    return store.freeSpace();
  }

  @Override
  public void probe() {
    store.probe();
  }
}
