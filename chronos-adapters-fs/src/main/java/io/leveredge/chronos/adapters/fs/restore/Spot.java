package io.leveredge.chronos.adapters.fs.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where something belongs.
 *
 * @param base a folder that is opened by its path, because it was configured
 * @param names from there down, each looked up in the folder before it and never through a link;
 *     empty for the base itself
 */
record Spot(Path base, List<Path> names) {
  Spot {
    names = List.copyOf(names);
  }

  static Spot below(Path base, Path path) {
    Path relative = base.relativize(path);
    return relative.toString().isEmpty()
        ? new Spot(base, List.of())
        : new Spot(base, names(relative));
  }

  private static List<Path> names(Path relative) {
    List<Path> names = new ArrayList<>();
    relative.forEach(names::add);
    return names;
  }

  /** Whether it is the base itself. */
  boolean isBase() {
    return names.isEmpty();
  }

  /** The last of its names. */
  Path name() {
    return names.getLast();
  }

  /** As a path for people. */
  Path path() {
    Path path = base;
    for (Path name : names) {
      path = path.resolve(name);
    }
    return path;
  }
}
