package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchiveScope;
import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.restore.Selection.Role;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what lies in the roots and not in the backup. Only that is extra which the backup would
 * have held, had it been there: not what is {@link Guarded}, or lies in a root that was none then,
 * or on a file system that was not mounted there then.
 */
final class Extras {
  /** Paths of the kernel are shorter (limits.h, PATH_MAX): deeper no name can be told. */
  private static final int DEEPEST = 2048;

  private final Setting setting;
  private final Selection selection;
  private final Set<RawName> names;
  private final Guarded guarded;
  private final Undone undone;
  private final boolean deleteExtra;
  private final Changes changes;
  private final Comparison comparison;
  private boolean deleting;

  Extras(
      Setting setting,
      Selection selection,
      Set<RawName> names,
      Guarded guarded,
      Undone undone,
      boolean deleteExtra,
      Changes changes) {
    this.setting = setting;
    this.selection = selection;
    this.names = names;
    this.guarded = guarded;
    this.undone = undone;
    this.deleteExtra = deleteExtra;
    this.changes = changes;
    comparison = new Comparison(setting.privileges());
  }

  /** From now on what goes away is removed as it is found. */
  Extras deleting() {
    deleting = true;
    return this;
  }

  /**
   * Goes through the roots.
   *
   * @throws IOException where something cannot be looked at or removed
   */
  void run(ConfigSettings settings, ArchiveScope scope) throws IOException {
    List<Path> then = scope.roots().stream().map(RawName::path).toList();
    Set<Path> begun = new HashSet<>();
    try (FolderChain chain = setting.chain()) {
      for (Path root : settings.roots()) {
        for (Path other : then) {
          if (other.startsWith(root) || root.startsWith(other)) {
            Path from = other.startsWith(root) ? other : root;
            if (begun.stream().noneMatch(from::startsWith) && !guarded.hides(other, from)) {
              begun.add(from);
              begin(chain, RootsLayout.below(root, from));
            }
          }
        }
      }
    }
  }

  private void begin(FolderChain chain, Spot spot) throws IOException {
    if (!(chain.to(spot) instanceof FolderChain.Way.Open open)) {
      return;
    }
    if (spot.isBase()) {
      inside(open.folder(), 0);
      return;
    }
    Optional<Found> found = open.folder().find(spot.name());
    if (found.isPresent()
        && found.get().is(EntryType.DIRECTORY)
        && (found.get().device() == open.folder().found().device() || guarded.wasMount(spot.path()))
        && !setting.own().contains(spot.path(), found.get().key())) {
      try (Folder folder = open.folder().child(spot.name())) {
        inside(folder, 0);
      }
    }
  }

  /** Looks at all that is in a folder, and says whether all of it goes away. */
  private boolean inside(Folder folder, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("The folders are too deep to be looked at");
    }
    boolean all = true;
    for (Path name : folder.names()) {
      setting.goOn();
      all &= goes(folder, name, depth);
    }
    return all;
  }

  /** Looks at one thing with all that is in it, and says whether it goes away. */
  private boolean goes(Folder in, Path name, int depth) throws IOException {
    Path path = in.path().resolve(name);
    Optional<Found> found = in.find(name);
    if (found.isEmpty()) {
      return true;
    }
    Role role = selection.of(path);
    boolean folder = found.get().is(EntryType.DIRECTORY);
    if (role == Role.OTHER || guarded.is(path, name, found.get())) {
      return false;
    }
    RawName raw = RawName.of(path).from(1);
    boolean known = names.contains(raw);
    boolean mount = found.get().device() != in.found().device();
    boolean emptied = !folder;
    if (folder && (!mount || (known && guarded.wasMount(path)))) {
      emptied = below(in, name, depth);
    }
    if (known || role == Role.ABOVE) {
      return false;
    }
    boolean goes = emptied && !mount && isToGo(in, name, raw, found.get());
    goes = goes && (!deleting || delete(in, name));
    changes.add(
        goes ? ChangeKind.DELETED : ChangeKind.EXTRA,
        path,
        folder ? Optional.empty() : Optional.of(found.get().size()),
        Optional.empty(),
        note(raw, goes, mount));
    return goes;
  }

  private boolean below(Folder in, Path name, int depth) throws IOException {
    try (Folder folder = in.child(name)) {
      return inside(folder, depth + 1);
    } catch (ClosedByInterruptException stopped) {
      throw stopped;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException failure) {
      throw new IOException(
          EntryPath.text(in.path().resolve(name)) + " cannot be looked at: " + Reason.of(failure),
          failure);
    }
  }

  private boolean isToGo(Folder in, Path name, RawName raw, Found found) throws IOException {
    return deleteExtra || undone.isStill(raw, found, in.at(name), comparison);
  }

  private Optional<String> note(RawName raw, boolean goes, boolean mount) {
    if (mount) {
      return Optional.of("a mounted file system");
    }
    return undone.made(raw) && !goes
        ? Optional.of("made by the restore, and changed since")
        : Optional.empty();
  }

  private static boolean delete(Folder in, Path name) throws IOException {
    try {
      Files.deleteIfExists(in.at(name));
      return true;
    } catch (DirectoryNotEmptyException filledAgain) {
      return false;
    } catch (IOException failure) {
      throw new IOException(
          EntryPath.text(in.path().resolve(name)) + " cannot be removed: " + Reason.of(failure),
          failure);
    }
  }
}
