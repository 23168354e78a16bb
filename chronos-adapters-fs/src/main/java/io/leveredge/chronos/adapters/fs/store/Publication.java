package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.PatientLock;
import io.leveredge.chronos.adapters.fs.manifest.ManifestJson;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ChecksumList;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.layout.BackupLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * The way of one backup from staging to its shelf. Everything is durable before the rename that
 * makes it visible; whatever fails is not tried again.
 */
final class Publication {
  private final Disk disk;
  private final StoreStep.Listener listener;
  private final Path staged;
  private final Manifest manifest;

  Publication(Disk disk, StoreStep.Listener listener, Path staged, Manifest manifest) {
    this.disk = disk;
    this.listener = listener;
    this.staged = staged;
    this.manifest = manifest;
  }

  Backup publish(Collection<Artifact> artifacts) {
    write(FileNames.CHECKSUMS, ChecksumList.of(artifacts), PublishStep.CHECKSUMS_WRITTEN);
    listener.reached(PublishStep.CHECKSUMS_SYNCED);
    byte[] json = ManifestJson.write(manifest);
    write(FileNames.MANIFEST, json, PublishStep.MANIFEST_WRITTEN);
    listener.reached(PublishStep.MANIFEST_SYNCED);
    disk.syncFolder(staged);
    listener.reached(PublishStep.STAGING_SYNCED);
    Path shelf = prepareShelf();
    Path directory = rename();
    listener.reached(PublishStep.RENAMED);
    makeDurable(shelf, directory);
    listener.reached(PublishStep.SHELF_RESYNCED);
    return manifest.asBackup(disk.nameOf(directory), Sha256.of(json));
  }

  private void write(String name, byte[] content, PublishStep written) {
    disk.writeNew(staged.resolve(name), content, () -> listener.reached(written));
  }

  private Path prepareShelf() {
    var order = manifest.order();
    Path shelf = disk.sharedFolder(disk.at(BackupLayout.shelf(order.target(), order.tier())));
    listener.reached(PublishStep.SHELF_CREATED);
    disk.syncUpwards(shelf);
    listener.reached(PublishStep.SHELF_SYNCED);
    return shelf;
  }

  /**
   * Renames to the first free name. rename(2) would replace an empty folder without a word, and a
   * name may be taken by something that is none of ours: so names are looked at first, and those
   * who publish do so one after the other.
   */
  private Path rename() {
    List<String> names = BackupLayout.candidates(manifest.order());
    return PatientLock.holding(
        disk,
        ".publish",
        () ->
            names.stream()
                .map(disk::at)
                .filter(directory -> !isTaken(directory) && renamedTo(directory))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ChronosException(
                            ErrorCode.STORAGE_FAILED, "Every name is taken: " + names)));
  }

  private boolean renamedTo(Path directory) {
    try {
      Files.move(staged, directory, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      if (isTaken(directory)) {
        return false; // By somebody who does not know our lock.
      }
      throw disk.failure("cannot be renamed to " + disk.nameOf(directory), staged, e);
    }
  }

  private static boolean isTaken(Path directory) {
    return Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
  }

  /** What cannot be made durable is taken back: nobody may rely on it. */
  private void makeDurable(Path shelf, Path directory) {
    try {
      disk.syncFolder(shelf);
      disk.syncFolder(disk.at(FileNames.STAGING));
    } catch (ChronosException failure) {
      try {
        disk.move(directory, staged);
      } catch (ChronosException stuck) {
        failure.addSuppressed(stuck);
        disk.move(directory.resolve(FileNames.MANIFEST), directory.resolve(FileNames.WITHDRAWN));
      }
      throw failure;
    }
  }
}
