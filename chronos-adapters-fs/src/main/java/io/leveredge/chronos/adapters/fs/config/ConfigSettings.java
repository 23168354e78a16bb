package io.leveredge.chronos.adapters.fs.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files are backed up.
 *
 * @param roots absolute paths of folders, which are read with all they hold, or of single files
 * @param excludes patterns of what is left out below a root, as {@link Excludes} describes them
 * @param own folders that are never read because the service itself writes there: the backup
 *     directory, its state folder
 */
public record ConfigSettings(List<Path> roots, List<String> excludes, List<Path> own) {

  /**
   * @throws IllegalArgumentException where there is no root, a path is not absolute, or a pattern
   *     is none
   */
  public ConfigSettings {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to back up: no path is given");
    }
    roots = roots.stream().map(ConfigSettings::absolute).distinct().toList();
    excludes = List.copyOf(excludes);
    own = own.stream().map(ConfigSettings::absolute).distinct().toList();
    new Excludes(excludes); // Says which pattern is none.
  }

  private static Path absolute(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("Not an absolute path: '" + path + "'");
    }
    return path.normalize();
  }
}
