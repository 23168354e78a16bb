package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Where backups may lie: {@code <tier>/<directory>} and {@code targets/<name>/<tier>/<directory>}.
 * What begins with a dot is ours or of somebody else's tool, and no backup; a link is none either.
 */
final class Shelves {
  private final Disk disk;

  Shelves(Disk disk) {
    this.disk = disk;
  }

  /** Every directory that has the place of a backup, in the order of their paths. */
  List<Path> directories() {
    List<Path> found = new ArrayList<>();
    shelves(disk.root(), found);
    for (Path target :
        children(disk.at(FileNames.TARGETS), name -> TargetName.parse(name).isPresent())) {
      shelves(target, found);
    }
    return found;
  }

  private void shelves(Path target, List<Path> found) {
    for (Path shelf : children(target, name -> Tier.parse(name).isPresent())) {
      children(shelf, name -> true).stream()
          .filter(directory -> Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS))
          .forEach(found::add);
    }
  }

  /** The folders in one; a folder that is not there, or not any more, has none. */
  private List<Path> children(Path folder, Predicate<String> named) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(".") && named.test(name) && Files.isDirectory(entry)) {
          children.add(entry);
        }
      }
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw disk.failure(
          "cannot be listed", folder, Objects.requireNonNull(e.getCause(), "the cause"));
    } catch (IOException e) {
      throw disk.failure("cannot be listed", folder, e);
    }
    children.sort(null);
    return children;
  }
}
