package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an archive was to hold: only what lies in its roots, matches none of its patterns and is not
 * below what could not be kept can be said to have been absent when it was made.
 *
 * @param roots absolute paths
 * @param excludes patterns of what was left out, as {@link Excludes} describes them
 * @param notKept absolute paths of what was there and is not in the archive, or not all of it
 * @param linked the names of entries that have other names, too
 * @param mounts absolute paths of folders on which file systems were mounted, which were read, too
 */
public record ArchiveScope(
    List<RawName> roots,
    List<String> excludes,
    List<RawName> notKept,
    Set<RawName> linked,
    Set<RawName> mounts) {
  public ArchiveScope {
    roots = List.copyOf(roots);
    excludes = List.copyOf(excludes);
    notKept = List.copyOf(notKept);
    linked = Set.copyOf(linked);
    mounts = Set.copyOf(mounts);
  }

  /** Gathers it from an index. */
  static final class Gathering implements ConfigIndexReader.Listener {
    private List<RawName> roots = List.of();
    private List<String> excludes = List.of();
    private final List<RawName> notKept = new ArrayList<>();
    private final Set<RawName> linked = new HashSet<>();
    private final Set<RawName> mounts = new HashSet<>();
    private final IndexRoom room;

    Gathering(IndexRoom room) {
      this.room = room;
    }

    @Override
    public void header(List<RawName> roots, List<String> excludes) {
      this.roots = roots;
      this.excludes = excludes;
    }

    @Override
    public void entry(ArchivedEntry entry) {
      if (entry.type() == EntryType.HARDLINK) {
        entry.target().ifPresent(first -> keep(first, linked));
      }
    }

    @Override
    public void missing(RawName name, String reason) {
      keep(name, notKept);
    }

    @Override
    public void leftOut(RawName name) {
      keep(name, notKept);
    }

    @Override
    public void mount(RawName name) {
      keep(name, mounts);
    }

    private void keep(RawName name, Collection<RawName> names) {
      room.take(name);
      names.add(name);
    }

    ArchiveScope scope() {
      return new ArchiveScope(roots, excludes, notKept, linked, mounts);
    }
  }
}
