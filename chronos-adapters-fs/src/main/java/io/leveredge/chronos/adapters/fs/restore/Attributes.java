package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Gives files the owner, mode and time of an entry. */
final class Attributes {
  private static final LinkOption[] AS_LINK = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] BEHIND = {};

  private Attributes() {}

  /**
   * Sets them on what lies in a closet, or on a folder that is held open. The time comes before the
   * mode because Java 21 opens a file to set it, and the owner, because a change of it takes set-id
   * bits away (chown(2)).
   *
   * @return whether the owner is that of the entry; where not, the set-id bits are left out
   */
  static boolean set(ArchivedEntry entry, Path path) throws IOException {
    boolean folder = entry.type() == EntryType.DIRECTORY;
    LinkOption[] how = folder ? BEHIND : AS_LINK;
    Found found = folder ? Found.behind(path) : Found.at(path);
    boolean owned = own(entry, found, path, how);
    if (entry.type() != EntryType.SYMLINK) {
      Found now = folder ? Found.behind(path) : Found.at(path);
      int mode = Comparison.modeOf(entry, now);
      FileTime time = timeOf(entry);
      if (!now.modified().equals(time)) {
        view(path, how).setTimes(time, null, null);
      }
      if (now.mode() != mode) {
        Files.setAttribute(path, "unix:mode", mode);
      }
    } else {
      view(path, how).setTimes(timeOf(entry), null, null);
    }
    return owned;
  }

  /** Gives what lies in a closet the owner, mode and time that it had. */
  static void reset(Found before, Path path) throws IOException {
    Found now = Found.at(path);
    if (now.uid() != before.uid() || now.gid() != before.gid()) {
      Files.setAttribute(path, "unix:gid", (int) before.gid(), AS_LINK);
      Files.setAttribute(path, "unix:uid", (int) before.uid(), AS_LINK);
    }
    view(path, AS_LINK).setTimes(before.modified(), null, null);
    if (!before.is(EntryType.SYMLINK) && Found.at(path).mode() != before.mode()) {
      Files.setAttribute(path, "unix:mode", before.mode());
    }
  }

  /** Gives a folder that is held open the time that it had. */
  static void setTime(FileTime time, Path folder) throws IOException {
    view(folder, BEHIND).setTimes(time, null, null);
  }

  private static boolean own(ArchivedEntry entry, Found found, Path path, LinkOption[] how) {
    if (Comparison.sameOwner(entry, found)) {
      return true;
    }
    try {
      Files.setAttribute(path, "unix:gid", (int) entry.owner().gid(), how);
      Files.setAttribute(path, "unix:uid", (int) entry.owner().uid(), how);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** What time is set: of one before 1970, Java can set no fraction of a second. */
  static FileTime timeOf(ArchivedEntry entry) {
    boolean early = entry.modified().isBefore(Instant.EPOCH);
    return FileTime.from(
        early ? entry.modified().truncatedTo(ChronoUnit.SECONDS) : entry.modified());
  }

  private static BasicFileAttributeView view(Path path, LinkOption[] how) {
    return java.util.Objects.requireNonNull(
        Files.getFileAttributeView(path, BasicFileAttributeView.class, how), "a view of files");
  }
}
