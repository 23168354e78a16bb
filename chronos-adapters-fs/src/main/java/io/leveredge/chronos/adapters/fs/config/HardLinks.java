package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first names of files that have several, each until all of its others have come: the only
 * thing that is remembered of a file while its tree is read.
 */
final class HardLinks {
  private final Map<Object, First> byKey = new HashMap<>();

  private record First(RawName name, int others) {}

  /** The name under which that file is in the archive, if it is. */
  Optional<RawName> firstOf(Inode inode) {
    First first = inode.links() > 1 ? byKey.get(inode.key()) : null;
    if (first == null) {
      return Optional.empty();
    }
    if (first.others() == 1) {
      byKey.remove(inode.key());
    } else {
      byKey.put(inode.key(), new First(first.name(), first.others() - 1));
    }
    return Optional.of(first.name());
  }

  /** That file is in the archive now, under that name. */
  void stored(Inode inode, RawName name) {
    if (inode.links() > 1) {
      byKey.put(inode.key(), new First(name, inode.links() - 1));
    }
  }
}
