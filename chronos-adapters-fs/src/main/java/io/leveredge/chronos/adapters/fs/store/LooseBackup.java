package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Refused;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Understood;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A backup whose directory lies anywhere: on another disk, or in what is left of a backup
 * directory. Nothing is written there.
 */
public final class LooseBackup {
  private LooseBackup() {}

  /**
   * Reads its manifest; whether its files are there and whole is found out by reading them.
   *
   * @throws ChronosException {@code NOT_FOUND} where there is no such directory, {@code
   *     BACKUP_NOT_RESTORABLE} where it is not that of one backup or its manifest is damaged
   */
  public static PublishedBackup open(Path directory) {
    Path folder = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new ChronosException(ErrorCode.NOT_FOUND, "There is no directory " + folder);
    }
    // The root is the file system's, so that messages name the whole path.
    Disk disk = new Disk(folder.getRoot(), Sharing.NONE);
    Path file = folder.resolve(FileNames.MANIFEST);
    ManifestFiles.Content content =
        new ManifestFiles(disk).read(file).orElseThrow(() -> notOne(folder));
    return switch (content.reading()) {
      case Understood(Manifest manifest) ->
          new FilePublishedBackup(
              disk,
              new ShelfEntry.Whole(
                  folder, manifest.asBackup(folder.toString(), content.checksum()), manifest));
      case Refused(String reason) ->
          throw notRestorable("%s cannot be used: %s".formatted(file, reason));
    };
  }

  private static ChronosException notOne(Path folder) {
    if (Files.exists(folder.resolve(FileNames.WITHDRAWN), LinkOption.NOFOLLOW_LINKS)) {
      return notRestorable(
          "%s was discarded: its %s is named %s now, and giving it its name back makes it a backup again"
              .formatted(folder, FileNames.MANIFEST, FileNames.WITHDRAWN));
    }
    return notRestorable(
        "%s is not the directory of a backup: it holds no %s. That of one backup is wanted, for example .../daily/2026-01-19"
            .formatted(folder, FileNames.MANIFEST));
  }

  private static ChronosException notRestorable(String why) {
    return new ChronosException(ErrorCode.BACKUP_NOT_RESTORABLE, why);
  }
}
