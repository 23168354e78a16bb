package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Foreign;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Whole;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Withdrawn;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The backup directory on a file system with POSIX modes. Several processes may share it.
 *
 * <p>A directory that holds no readable manifest is listed as unreadable and never touched, and
 * neither is one that holds the same backup as another: a copy that somebody made by hand.
 */
public final class FileArtifactStore implements ArtifactStore {
  private final StoreSettings settings;
  private final StoreStep.Listener listener;
  private final Disk disk;
  private final ShelfReader reader;
  private final Trash trash;

  public FileArtifactStore(StoreSettings settings) {
    this(settings, step -> {});
  }

  /**
   * A store that announces its steps.
   *
   * @param listener for tests that end the process at each of them
   */
  public FileArtifactStore(StoreSettings settings, StoreStep.Listener listener) {
    this.settings = settings;
    this.listener = listener;
    disk = settings.disk();
    reader = new ShelfReader(disk);
    trash = new Trash(disk, listener);
  }

  @Override
  public StagedBackup stage(BackupOrder order) {
    Path staging = disk.privateFolder(disk.at(FileNames.STAGING));
    Path folder = staging.resolve(order.id().value());
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw disk.failure("cannot be made", folder, e);
    }
    disk.share(folder);
    listener.reached(PublishStep.STAGING_CREATED);
    return new FileStagedBackup(disk, settings, listener, order, folder);
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    return published().stream().filter(backup -> backup.id().equals(id)).findFirst();
  }

  @Override
  public Optional<PublishedBackup> open(BackupId id) {
    return reader.read().stream()
        .filter(entry -> entry instanceof Whole whole && whole.backup().id().equals(id))
        .findFirst()
        .map(Whole.class::cast)
        .map(whole -> new FilePublishedBackup(disk, whole));
  }

  @Override
  public List<Backup> published() {
    return read().published();
  }

  @Override
  public List<UnreadableBackup> unreadable() {
    return read().unreadable();
  }

  private record Contents(List<Backup> published, List<UnreadableBackup> unreadable) {}

  private Contents read() {
    Map<BackupId, Whole> published = new LinkedHashMap<>();
    List<UnreadableBackup> unreadable = new ArrayList<>();
    for (ShelfEntry entry : reader.read()) {
      String name = disk.nameOf(entry.directory());
      switch (entry) {
        case Whole whole -> {
          Whole first = published.putIfAbsent(whole.backup().id(), whole);
          if (first != null) {
            String where = disk.nameOf(first.directory());
            unreadable.add(
                new UnreadableBackup(name, "It holds the same backup as " + where, true));
          }
        }
        case Withdrawn(Path directory, BackupId id) ->
            unreadable.add(
                new UnreadableBackup(
                    name, "The discarding of " + id + " was begun, not finished", false));
        case Foreign(Path directory, String reason, boolean manifest) ->
            unreadable.add(new UnreadableBackup(name, reason, manifest));
      }
    }
    List<Backup> newestFirst =
        published.values().stream()
            .map(Whole::backup)
            .sorted(Comparator.comparing(Backup::id).reversed())
            .toList();
    return new Contents(newestFirst, List.copyOf(unreadable));
  }

  @Override
  public boolean discard(BackupId id) {
    return trash.discard(id, reader::read);
  }

  @Override
  public Set<BackupId> discarded() {
    return trash.contents();
  }

  @Override
  public void removeStaging(BackupId id) {
    disk.removeTree(disk.at(FileNames.STAGING, id.value()));
  }

  @Override
  public ByteCount freeSpace() {
    return ByteCount.of(Math.max(0, disk.freeSpace() - settings.reserve().value()));
  }

  @Override
  public void probe() {
    new Probe(disk).run();
  }
}
