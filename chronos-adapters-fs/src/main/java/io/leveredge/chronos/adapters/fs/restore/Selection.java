package io.leveredge.chronos.adapters.fs.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which entries of a backup are wanted. Chosen paths are compared with names and never opened. */
final class Selection {
  private final boolean everything;
  private final List<Path> chosen = new ArrayList<>();

  /** What was asked for and not yet met, as it was written. */
  private final Map<Path, String> unmet = new LinkedHashMap<>();

  private final List<String> notPaths = new ArrayList<>();

  /** What an entry is to the choice. */
  enum Role {
    WANTED,
    /** A wanted one lies below it: made where it is missing, and otherwise left alone. */
    ABOVE,
    OTHER
  }

  /**
   * @param paths as the backup has them; everything where there are none
   */
  Selection(List<String> paths) {
    everything = paths.isEmpty();
    for (String text : paths) {
      EntryPath.parse(text)
          .ifPresentOrElse(
              path -> {
                chosen.add(path);
                unmet.put(path, text);
              },
              () -> notPaths.add(text));
    }
  }

  /** What that entry of the backup is to the choice; it is not asked for in vain. */
  Role met(Path path) {
    unmet.remove(path);
    return of(path);
  }

  /** What that path is to the choice. */
  Role of(Path path) {
    if (everything) {
      return Role.WANTED;
    }
    if (chosen.stream().anyMatch(path::startsWith)) {
      return Role.WANTED;
    }
    return chosen.stream().anyMatch(each -> each.startsWith(path)) ? Role.ABOVE : Role.OTHER;
  }

  /** What was asked for and is not in the backup, as it was written. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(notPaths);
    missing.addAll(unmet.values());
    return missing;
  }
}
