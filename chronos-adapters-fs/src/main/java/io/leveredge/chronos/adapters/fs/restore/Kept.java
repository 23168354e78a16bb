package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore replaces, kept in a {@link Closet} of its folder until everything has its place,
 * so that a restore that fails puts it back: content, mode, owner, times and links, and the time of
 * each folder. What is kept takes its room until then. For one thread.
 *
 * <p>Only this process can put it back. One that is killed leaves whole files, some old, some new,
 * and what was kept is removed when the restore is settled.
 */
final class Kept implements AutoCloseable {
  private final Setting setting;
  private final Path closetName;
  private final boolean keeping;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Object, FolderThen> folders = new LinkedHashMap<>();
  private Optional<Closet> open = Optional.empty();
  private int number;
  private long notKept;

  /** Something that was done, and can be taken back. */
  private sealed interface Change {
    Spot spot();

    /** Something lies where nothing lay. */
    record Made(Spot spot, Object key) implements Change {}

    /** What lay there has that name in the closet. */
    record Replaced(Spot spot, Path kept) implements Change {}

    /** It has another mode, owner or time; that name in the closet is another one of it. */
    record Touched(Spot spot, Path kept, Found before) implements Change {}
  }

  /** A folder in which something is changed. */
  private static final class FolderThen {
    private final Spot child;
    private final FileTime modified;
    private boolean hasCloset;

    FolderThen(Spot child, FileTime modified) {
      this.child = child;
      this.modified = modified;
    }
  }

  /**
   * @param keeping whether there is room for it; otherwise nothing can be put back
   */
  Kept(Setting setting, Path closetName, boolean keeping) {
    this.setting = setting;
    this.closetName = closetName;
    this.keeping = keeping;
  }

  /** Something is about to change in that folder: its time is remembered. */
  void entering(Folder in, Spot child) throws IOException {
    if (keeping) {
      then(in, child);
    }
  }

  private FolderThen then(Folder in, Spot child) throws IOException {
    FolderThen known = folders.get(in.key());
    if (known != null) {
      return known;
    }
    FolderThen then = new FolderThen(child, in.found().modified());
    folders.put(in.key(), then);
    return then;
  }

  /**
   * Something is about to be renamed over what lies there: that gets another name.
   *
   * @return whether something lies there
   */
  boolean replacing(Folder in, Spot spot) throws IOException {
    Optional<Found> found = in.find(spot.name());
    if (found.isEmpty()) {
      return false;
    }
    if (keeping) {
      Path name = freshName();
      Path kept = closet(in, spot).at(name);
      try {
        Files.createLink(kept, in.at(spot.name()));
        changes.add(new Change.Replaced(spot, name));
      } catch (FileSystemException refused) {
        notKept(refused);
      }
    }
    return true;
  }

  /**
   * What lies there has to be away before: no rename replaces a folder by what is none, or what is
   * none by a folder.
   */
  void movingAway(Folder in, Spot spot) throws IOException {
    if (keeping) {
      Path name = freshName();
      Files.move(in.at(spot.name()), closet(in, spot).at(name), StandardCopyOption.ATOMIC_MOVE);
      changes.add(new Change.Replaced(spot, name));
    } else {
      Removal.remove(in, spot.name());
    }
  }

  /** Something lies now where nothing lay. */
  void made(Spot spot, Found now) {
    if (keeping) {
      changes.add(new Change.Made(spot, now.key()));
    }
  }

  /** Mode, owner or time of what lies there are about to change. */
  void touching(Folder in, Spot spot, Path it) throws IOException {
    if (keeping) {
      Path name = freshName();
      Path kept = closet(in, spot).at(name);
      try {
        Files.createLink(kept, it);
        changes.add(new Change.Touched(spot, name, Found.at(it)));
      } catch (FileSystemException refused) {
        notKept(refused);
      }
    }
  }

  private void notKept(FileSystemException refused) throws FileSystemException {
    if (!Setting.isRefusedName(refused)) {
      throw refused;
    }
    notKept++;
  }

  private Path freshName() {
    return Path.of(Integer.toString(number++));
  }

  /** The closet of that folder; one is open at a time. */
  private Folder closet(Folder in, Spot child) throws IOException {
    if (open.isEmpty() || !open.get().in().key().equals(in.key())) {
      closeCloset();
      FolderThen folder = then(in, child);
      open =
          Optional.of(
              folder.hasCloset
                  ? Closet.again(in, closetName, setting.privileges())
                  : Closet.in(in, closetName, setting.privileges()));
      folder.hasCloset = true;
    }
    return open.get().folder();
  }

  /** Everything has its place: what was kept is removed, and nothing can be put back any more. */
  void forget() throws IOException {
    closeCloset();
    changes.clear();
    removeClosets();
    folders.clear();
  }

  private void removeClosets() throws IOException {
    try (FolderChain chain = setting.chain()) {
      for (FolderThen each : folders.values()) {
        if (each.hasCloset && chain.to(each.child) instanceof FolderChain.Way.Open way) {
          Removal.remove(way.folder(), closetName);
        }
      }
    }
  }

  /** What came of putting everything back, for a person. */
  PutBack putBack() {
    boolean interrupted = Thread.interrupted(); // It is to be put back however the restore ended.
    PutBack result = new PutBack(keeping, notKept, closetName);
    try (FolderChain chain = setting.chain()) {
      closeCloset();
      while (!changes.isEmpty()) {
        Change last = changes.removeLast();
        try {
          takeBack(last, chain);
          result.done();
        } catch (IOException failure) {
          result.failed(last.spot().path(), failure);
        }
      }
      finish(chain, result);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return result;
  }

  private void takeBack(Change change, FolderChain chain) throws IOException {
    if (!(chain.to(change.spot()) instanceof FolderChain.Way.Open way)) {
      throw new IOException("the folder that it lay in is gone");
    }
    Folder in = way.folder();
    Path place = in.at(change.spot().name());
    switch (change) {
      case Change.Made made -> {
        Optional<Found> now = in.find(made.spot().name());
        if (now.isPresent() && now.get().key().equals(made.key())) {
          Files.delete(place);
        }
      }
      case Change.Replaced replaced -> {
        try (Closet closet = Closet.again(in, closetName, setting.privileges())) {
          removeNewFolder(in, replaced.spot());
          Files.move(closet.folder().at(replaced.kept()), place, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      case Change.Touched touched -> {
        try (Closet closet = Closet.again(in, closetName, setting.privileges())) {
          Attributes.reset(touched.before(), closet.folder().at(touched.kept()));
        }
      }
    }
  }

  /** No rename replaces a folder; what was made in it has gone before. */
  private static void removeNewFolder(Folder in, Spot spot) throws IOException {
    Optional<Found> now = in.find(spot.name());
    if (now.isPresent() && now.get().is(EntryType.DIRECTORY)) {
      Files.delete(in.at(spot.name()));
    }
  }

  /** Closets go, folders have their times again, and all of it is made durable. */
  private void finish(FolderChain chain, PutBack result) {
    for (FolderThen each : folders.values()) {
      try {
        if (chain.to(each.child) instanceof FolderChain.Way.Open way) {
          if (each.hasCloset && !result.hasFailed()) {
            Removal.remove(way.folder(), closetName);
          }
          Attributes.setTime(each.modified, way.folder().self());
          way.folder().sync();
        }
      } catch (IOException failure) {
        result.failed(each.child.path(), failure);
      }
    }
    folders.clear();
  }

  private void closeCloset() {
    open.ifPresent(Closet::close);
    open = Optional.empty();
  }

  @Override
  public void close() {
    closeCloset();
  }
}
