package io.leveredge.chronos.adapters.fs.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Which of the configured roots have to be walked so that each is read, and none of them twice. */
final class Roots {
  private final ConfigSettings settings;
  private final Excludes excludes;
  private final OwnFolders own;

  Roots(ConfigSettings settings, Excludes excludes, OwnFolders own) {
    this.settings = settings;
    this.excludes = excludes;
    this.own = own;
  }

  /** Those that are not reached from another one. */
  List<Path> toWalk() {
    return settings.roots().stream()
        .filter(root -> settings.roots().stream().noneMatch(other -> reaches(other, root)))
        .toList();
  }

  /** Whether the walk of one root comes to another: past nothing left out and through no link. */
  private boolean reaches(Path from, Path to) {
    if (from.equals(to) || !to.startsWith(from) || own.hold(to)) {
      return false;
    }
    if (excludes.matchBetween(from, to)) {
      return false;
    }
    for (Path at = to; at != null && !at.equals(from); at = at.getParent()) {
      if (Files.isSymbolicLink(at) || !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS);
  }
}
