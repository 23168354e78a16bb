package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * Everything where it was, as long as that is in a configured root.
 *
 * <p>Only the folder in which a root lies is gone to by its path. What the backup reached from a
 * root goes the same way back, folder by folder; a root that lies in another one behind a link is a
 * beginning of its own, as it was for the backup.
 */
final class RootsLayout implements Layout {
  private final ConfigSettings settings;
  private final Deque<Reached> way = new ArrayDeque<>();

  /** A folder of the backup, and the root from which it is reached. */
  private record Reached(Path folder, Path root) {}

  RootsLayout(ConfigSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Spot> spot(Path path, boolean directory) {
    while (!way.isEmpty() && !path.startsWith(way.peek().folder())) {
      way.pop();
    }
    if (settings.own().stream().anyMatch(path::startsWith)) {
      return Optional.empty();
    }
    boolean reached = !way.isEmpty() && way.peek().folder().equals(path.getParent());
    Optional<Path> root = reached ? Optional.of(way.peek().root()) : rootOf(path);
    if (directory) {
      root.ifPresent(from -> way.push(new Reached(path, from)));
    }
    return root.map(from -> below(from, path));
  }

  private Optional<Path> rootOf(Path path) {
    return settings.roots().contains(path)
        ? Optional.of(path)
        : settings.roots().stream()
            .filter(path::startsWith)
            .min(Comparator.comparingInt(Path::getNameCount));
  }

  /** The spot of a path that lies in that root. */
  static Spot below(Path root, Path path) {
    Path parent = root.getParent();
    return Spot.below(parent == null ? root : parent, path);
  }
}
