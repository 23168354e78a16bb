package io.leveredge.chronos.adapters.fs.store;

import static java.util.stream.Collectors.toSet;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Refused;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Understood;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Foreign;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Whole;
import io.leveredge.chronos.adapters.fs.store.ShelfEntry.Withdrawn;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells what lies on the shelves by the manifests alone. */
final class ShelfReader {
  private final Disk disk;
  private final Shelves shelves;
  private final ManifestFiles manifests;

  ShelfReader(Disk disk) {
    this.disk = disk;
    shelves = new Shelves(disk);
    manifests = new ManifestFiles(disk);
  }

  /** Everything on the shelves, in the order of its paths. */
  List<ShelfEntry> read() {
    List<Path> directories = shelves.directories();
    manifests.keepOnly(
        directories.stream().map(folder -> folder.resolve(FileNames.MANIFEST)).collect(toSet()));
    return directories.stream().map(this::entry).flatMap(Optional::stream).toList();
  }

  /** What that directory is, or empty where it has just gone. */
  private Optional<ShelfEntry> entry(Path directory) {
    return whole(directory)
        .or(() -> withdrawn(directory))
        .or(
            () ->
                Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(
                        new Foreign(directory, "It holds no " + FileNames.MANIFEST, false))
                    : Optional.empty());
  }

  private Optional<ShelfEntry> whole(Path directory) {
    return manifests
        .read(directory.resolve(FileNames.MANIFEST))
        .map(
            content ->
                switch (content.reading()) {
                  case Understood(var manifest) ->
                      new Whole(
                          directory,
                          manifest.asBackup(disk.nameOf(directory), content.checksum()),
                          manifest);
                  case Refused(var reason) -> new Foreign(directory, reason, true);
                });
  }

  private Optional<ShelfEntry> withdrawn(Path directory) {
    return manifests
        .read(directory.resolve(FileNames.WITHDRAWN))
        .map(
            content ->
                switch (content.reading()) {
                  case Understood(var manifest) -> new Withdrawn(directory, manifest.order().id());
                  case Refused(var reason) ->
                      new Foreign(
                          directory, "It was discarded and cannot be moved: " + reason, false);
                });
  }
}
