package io.leveredge.chronos.adapters.fs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders that are never read because the service writes there, known by path and by device and
 * inode: a bind mount shows them under a path that no link leads to.
 */
public final class OwnFolders {
  private final List<Path> paths;
  private final Set<Object> keys = new HashSet<>();

  public OwnFolders(List<Path> folders) {
    paths = new ArrayList<>(folders);
    for (Path folder : folders) {
      try {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        if (key != null) {
          keys.add(key);
        }
        paths.add(folder.toRealPath());
      } catch (IOException notThere) {
        // Then there is nothing of it to be read either, or it comes to be and its path tells.
      }
    }
  }

  /**
   * Whether that is one of them.
   *
   * @param key its device and inode
   */
  public boolean contains(Path path, Object key) {
    return keys.contains(key) || paths.contains(path);
  }

  /** Whether that is one of them or lies in one. */
  public boolean hold(Path path) {
    return paths.stream().anyMatch(path::startsWith)
        || paths.stream().anyMatch(real(path)::startsWith);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path;
    }
  }
}
