package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Removes folders of our own with all they hold, following no link. */
final class Removal {
  private static final int OWNER_ALONE = 0700;

  private Removal() {}

  /** Removes what lies there under that name; nothing where there is nothing. */
  static void remove(Folder in, Path name) throws IOException {
    Optional<Found> found = in.find(name);
    if (found.isEmpty()) {
      return;
    }
    if (found.get().is(EntryType.DIRECTORY)) {
      open(in, name, found.get());
    }
    Files.deleteIfExists(in.at(name));
  }

  private static void open(Folder in, Path name, Found found) throws IOException {
    if ((found.mode() & OWNER_ALONE) != OWNER_ALONE) {
      Files.setAttribute(in.at(name), "unix:mode", OWNER_ALONE);
    }
    try (Folder folder = in.child(name)) {
      for (Path each : folder.names()) {
        remove(folder, each);
      }
    }
  }
}
