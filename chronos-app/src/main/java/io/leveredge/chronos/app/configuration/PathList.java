package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folders and files to back up, and patterns of what to leave out. */
final class PathList {
  private PathList() {}

  /** The paths, or empty where there is none. */
  static Optional<List<Path>> read(String setting, List<String> texts, Faults faults) {
    List<Path> paths = new ArrayList<>();
    for (String text : texts) {
      try {
        Path path = Path.of(text);
        if (path.isAbsolute()) {
          paths.add(path.normalize());
        } else {
          faults.add(setting, "'" + text + "' is not an absolute path");
        }
      } catch (InvalidPathException notOne) {
        faults.add(setting, "holds what is no path");
      }
    }
    return Optional.of(List.copyOf(paths)).filter(some -> !some.isEmpty());
  }

  /** The patterns that are such; the others are faults. */
  static List<String> patterns(String setting, List<String> texts, Faults faults) {
    return texts.stream().filter(text -> isPattern(setting, text, faults)).toList();
  }

  private static boolean isPattern(String setting, String text, Faults faults) {
    try {
      return !new ConfigSettings(List.of(Path.of("/")), List.of(text), List.of())
          .excludes()
          .isEmpty();
    } catch (IllegalArgumentException notOne) {
      faults.add(setting, String.valueOf(notOne.getMessage()));
      return false;
    }
  }
}
