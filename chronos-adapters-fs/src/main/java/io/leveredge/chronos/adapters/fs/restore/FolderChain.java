package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.OwnFolders;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders on the way to the spot that was looked at last, held open one in the other. One spot
 * after the other costs little as long as they lie near each other.
 */
final class FolderChain implements AutoCloseable {
  private final Descriptors descriptors;
  private final OwnFolders own;
  private final List<Folder> open = new ArrayList<>();
  private final List<Path> names = new ArrayList<>();
  private Optional<Path> base = Optional.empty();

  FolderChain(Descriptors descriptors, OwnFolders own) {
    this.descriptors = descriptors;
    this.own = own;
  }

  /** How far one comes. */
  sealed interface Way {
    /** To the folder in which the spot is; or it is that folder, where the spot is a base. */
    record Open(Folder folder) implements Way {}

    /**
     * Not there: in the last folder on the way that is there, the last name of a spot is missing.
     */
    record Absent(Folder last, Spot missing) implements Way {}

    /** Not there: something on the way is no folder. */
    record Barred(Path by, EntryType type) implements Way {}

    /** Not to be gone: it leads into a folder of the service's own. */
    record Own(Path folder) implements Way {}

    /** The base is not there. */
    record NoBase(Path base) implements Way {}
  }

  /** Goes to the folder in which that spot is. The folder stays open until the next call. */
  Way to(Spot spot) throws IOException {
    if (!base.equals(Optional.of(spot.base()))) {
      close();
      try {
        open.add(Folder.open(descriptors, spot.base()));
      } catch (NoSuchFileException none) {
        return new Way.NoBase(spot.base());
      }
      base = Optional.of(spot.base());
    }
    List<Path> wanted =
        spot.isBase() ? List.of() : spot.names().subList(0, spot.names().size() - 1);
    backTo(wanted);
    while (names.size() < wanted.size()) {
      Path name = wanted.get(names.size());
      Folder last = open.getLast();
      Optional<Found> found = last.find(name);
      if (found.isEmpty()) {
        return new Way.Absent(last, new Spot(spot.base(), wanted.subList(0, names.size() + 1)));
      }
      if (!found.get().is(EntryType.DIRECTORY)) {
        return new Way.Barred(last.path().resolve(name), found.get().type().orElse(EntryType.FIFO));
      }
      if (own.contains(last.path().resolve(name), found.get().key())) {
        return new Way.Own(last.path().resolve(name));
      }
      open.add(last.child(name));
      names.add(name);
    }
    return new Way.Open(open.getLast());
  }

  private void backTo(List<Path> wanted) {
    int same = 0;
    while (same < names.size()
        && same < wanted.size()
        && names.get(same).equals(wanted.get(same))) {
      same++;
    }
    while (names.size() > same) {
      names.removeLast();
      open.removeLast().close();
    }
  }

  @Override
  public void close() {
    backTo(List.of());
    open.forEach(Folder::close);
    open.clear();
    base = Optional.empty();
  }
}
