package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks through the roots for the folders in which a dead process was making files. */
final class Leftovers {
  private final ConfigSettings settings;
  private final Setting setting;
  private long removed;

  Leftovers(ConfigSettings settings, Setting setting) {
    this.settings = settings;
    this.setting = setting;
  }

  /** Removes those of one job, and says how many there were. */
  long remove(String job) throws IOException {
    List<Path> wanted = List.of(Leftover.of(job), Leftover.keptOf(job));
    try (FolderChain chain = setting.chain()) {
      for (Path root : settings.roots()) {
        Spot spot = RootsLayout.below(root, root);
        if (chain.to(spot) instanceof FolderChain.Way.Open open) {
          if (spot.isBase()) {
            look(open.folder(), wanted);
          } else {
            removeIn(open.folder(), wanted);
            into(open.folder(), spot.name(), wanted);
          }
        }
      }
    }
    return removed;
  }

  private void look(Folder folder, List<Path> wanted) throws IOException {
    removeIn(folder, wanted);
    for (Path name : folder.names()) {
      setting.goOn();
      into(folder, name, wanted);
    }
  }

  private void into(Folder in, Path name, List<Path> wanted) throws IOException {
    Optional<Found> found = in.find(name);
    if (found.isPresent()
        && found.get().is(EntryType.DIRECTORY)
        && !setting.own().contains(in.path().resolve(name), found.get().key())) {
      try (Folder folder = in.child(name)) {
        look(folder, wanted);
      }
    }
  }

  private void removeIn(Folder folder, List<Path> wanted) throws IOException {
    for (Path name : wanted) {
      Optional<Found> found = folder.find(name);
      if (found.isPresent() && found.get().is(EntryType.DIRECTORY)) {
        Removal.remove(folder, name);
        removed++;
      }
    }
  }
}
