package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchiveScope;
import io.leveredge.chronos.adapters.fs.config.Excludes;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is never removed although the backup does not hold it: what was left out then or is now, so
 * that no backup has it; what was there and could not be kept; sockets; mounted file systems; the
 * service's own folders.
 */
final class Guarded {
  private final Setting setting;
  private final Excludes now;
  private final Excludes then;
  private final Set<Path> notKept = new HashSet<>();
  private final Set<Path> mounts = new HashSet<>();

  /**
   * @param excludes patterns of what is left out of backups now
   */
  Guarded(Setting setting, List<String> excludes, ArchiveScope scope) {
    this.setting = setting;
    now = new Excludes(excludes);
    then = new Excludes(scope.excludes());
    scope.notKept().stream().map(RawName::path).forEach(notKept::add);
    scope.mounts().stream().map(RawName::path).forEach(mounts::add);
  }

  /** Whether a file system was mounted on that folder, and read, when the backup was made. */
  boolean wasMount(Path path) {
    return mounts.contains(path);
  }

  boolean is(Path path, Path name, Found found) {
    return found.type().isEmpty()
        || Leftover.is(name)
        || notKept.contains(path)
        || now.match(path)
        || then.match(path)
        || setting.own().contains(path, found.key());
  }

  /**
   * Whether the backup says nothing of what lies in a folder that is gone to from a root that it
   * had: that root, the folder or one on the way was not there to be read, was left out, or is a
   * file system that was not mounted then.
   *
   * @param folder the root or below it
   */
  boolean hides(Path root, Path folder) throws IOException {
    for (Path each = folder; each != null && each.startsWith(root); each = each.getParent()) {
      boolean below = !each.equals(root);
      if (notKept.contains(each)
          || (below && then.match(each))
          || (!each.equals(folder) && isMountNow(each) && !wasMount(each))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMountNow(Path folder) throws IOException {
    Path above = folder.getParent();
    return above != null
        && Files.exists(folder)
        && !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(above, "unix:dev"));
  }

  /** Whether something in that folder is. */
  boolean isIn(Folder folder) throws IOException {
    for (Path name : folder.names()) {
      setting.goOn();
      Optional<Found> found = folder.find(name);
      if (found.isPresent() && isAt(folder, name, found.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(Folder in, Path name, Found found) throws IOException {
    if (is(in.path().resolve(name), name, found) || found.device() != in.found().device()) {
      return true;
    }
    if (!found.is(EntryType.DIRECTORY)) {
      return false;
    }
    try (Folder folder = in.child(name)) {
      return isIn(folder);
    }
  }
}
