package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.restore.Selection.Role;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares each entry of a backup with what lies in its place now, and decides what is to be done.
 * Changes nothing. Used once.
 */
final class Scan {
  private final Setting setting;
  private final ConfigArchive archive;
  private final Selection selection;
  private final Guarded guarded;
  private final boolean deleteExtra;
  private final Changes changes;
  private final Comparison comparison;
  private final Troubles troubles = new Troubles();
  private final SpaceNeeds space = new SpaceNeeds();
  private final Decisions decisions = new Decisions();
  private final Set<RawName> names = new HashSet<>();
  private final Map<RawName, Linked> linked = new HashMap<>();

  /** What will be a folder and is none now. */
  private final Set<Path> toBeFolders = new HashSet<>();

  /** Folders that give way to what is none. */
  private final Set<Path> emptied = new HashSet<>();

  private final Set<Path> notWritable = new HashSet<>();
  private long devices;
  private Optional<Object> lastWritable = Optional.empty();

  /** An entry that has other names, and what lies in its place now if that stays. */
  record Linked(ArchivedEntry entry, boolean wanted, Optional<Object> staysAs) {}

  Scan(
      Setting setting,
      ConfigArchive archive,
      Selection selection,
      Guarded guarded,
      boolean deleteExtra,
      Changes changes) {
    this.setting = setting;
    this.archive = archive;
    this.selection = selection;
    this.guarded = guarded;
    this.deleteExtra = deleteExtra;
    this.changes = changes;
    comparison = new Comparison(setting.privileges());
  }

  /** Goes through the backup once. */
  void run(Layout layout) {
    try (FolderChain chain = setting.chain()) {
      archive.entries(
          entry -> {
            setting.goOn();
            names.add(entry.name());
            decisions.add(decide(entry, layout, chain));
          });
    }
    selection.missing().forEach(text -> troubles.add(Trouble.MISSING, text));
  }

  Decisions decisions() {
    return decisions;
  }

  /** The names of all entries. */
  Set<RawName> names() {
    return names;
  }

  /** How many entries are devices and pipes, and not restored for that. */
  long devices() {
    return devices;
  }

  Map<RawName, Linked> linked() {
    return linked;
  }

  /** Whether the folder in that place was seen and goes, with what is in it where that was said. */
  boolean mayEmpty(Path place) {
    return emptied.contains(place);
  }

  List<Obstacle> obstacles() {
    List<Obstacle> all = new ArrayList<>(troubles.obstacles());
    all.addAll(space.obstacles());
    return all;
  }

  private Decision decide(ArchivedEntry entry, Layout layout, FolderChain chain) {
    Path path = EntryPath.of(entry.name());
    boolean folder = entry.type() == EntryType.DIRECTORY;
    Optional<Spot> spot = layout.spot(path, folder);
    Role role = selection.met(path);
    boolean isLinked = archive.scope().linked().contains(entry.name());
    if (isLinked) {
      linked.put(entry.name(), new Linked(entry, false, Optional.empty()));
    }
    if (role == Role.OTHER || (role == Role.ABOVE && !folder)) {
      return Decision.NONE;
    }
    if (spot.isEmpty()) {
      if (role == Role.WANTED) {
        troubles.add(Trouble.OUTSIDE, path);
      }
      return Decision.NONE;
    }
    ArchivedEntry shown = contentOf(entry);
    if (isDevice(shown)) {
      troubles.add(Trouble.DEVICE, path);
      devices++;
      return Decision.NONE;
    }
    if (shown.content().map(Content::torn).orElse(false)) {
      troubles.add(Trouble.TORN, path);
    }
    try {
      One one = new One(entry, shown, path, spot.get(), role);
      Decision decision = one.decide(chain.to(spot.get()));
      if (isLinked) {
        boolean stays = decision == Decision.KEEP || decision == Decision.TOUCH;
        linked.put(
            entry.name(),
            new Linked(entry, true, stays ? one.found.map(Found::key) : Optional.empty()));
      }
      return decision;
    } catch (ClosedByInterruptException stopped) {
      throw Setting.interrupted();
    } catch (IOException failure) {
      troubles.add(Trouble.UNKNOWN, EntryPath.text(path) + " (" + Reason.of(failure) + ")");
      return Decision.NONE;
    }
  }

  /** The entry that has what that one is a name of. */
  private ArchivedEntry contentOf(ArchivedEntry entry) {
    return Setting.contentOf(entry, linked);
  }

  private static boolean isDevice(ArchivedEntry entry) {
    return switch (entry.type()) {
      case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> true;
      case FILE, HARDLINK, SYMLINK, DIRECTORY -> false;
    };
  }

  /** One entry that has a place. */
  private final class One {
    private final ArchivedEntry entry;
    private final ArchivedEntry shown;
    private final Path path;
    private final Spot spot;
    private final Role role;
    private Optional<Found> found = Optional.empty();

    One(ArchivedEntry entry, ArchivedEntry shown, Path path, Spot spot, Role role) {
      this.entry = entry;
      this.shown = shown;
      this.path = path;
      this.spot = spot;
      this.role = role;
    }

    Decision decide(FolderChain.Way way) throws IOException {
      return switch (way) {
        case FolderChain.Way.NoBase none -> {
          troubles.add(Trouble.NO_BASE, none.base());
          yield Decision.NONE;
        }
        case FolderChain.Way.Own own -> {
          troubles.add(Trouble.OUTSIDE, path);
          yield Decision.NONE;
        }
        case FolderChain.Way.Barred barred -> {
          if (!toBeFolders.contains(barred.by())) {
            troubles.add(Trouble.LINK, barred.by());
          }
          yield created(Optional.empty());
        }
        case FolderChain.Way.Absent absent -> created(Optional.of(absent.last()));
        case FolderChain.Way.Open open -> {
          found =
              spot.isBase() ? Optional.of(open.folder().found()) : open.folder().find(spot.name());
          yield found.isPresent()
              ? present(open.folder(), found.get())
              : created(Optional.of(open.folder()));
        }
      };
    }

    private Decision created(Optional<Folder> in) throws IOException {
      if (in.isPresent()) {
        written(in.get(), 0);
        if (spot.names().size() == 1 && setting.tellsNewRoots()) {
          troubles.add(Trouble.NEW_ROOT, path);
        }
      }
      toldOwner();
      changes.add(ChangeKind.CREATED, path, Optional.empty(), then(), Optional.empty());
      return Decision.WRITE;
    }

    private Decision present(Folder folder, Found now) throws IOException {
      if (shown.type() == EntryType.DIRECTORY) {
        return folder(folder, now);
      }
      if (now.is(EntryType.DIRECTORY)) {
        return inPlaceOfFolder(folder, now);
      }
      if (!now.is(EntryType.FILE) && !now.is(EntryType.SYMLINK)) {
        inTheWay();
        return overwritten(folder, now, EnumSet.of(Difference.TYPE));
      }
      Set<Difference> differences = comparison.of(shown, now, folder.at(spot.name()));
      if (entry.type() == EntryType.HARDLINK && !isStillLinked(now)) {
        differences.add(Difference.TARGET);
      }
      return differences.isEmpty() ? unchanged(now) : overwritten(folder, now, differences);
    }

    /** Whether it is the same file as its first name's, and that stays where it is. */
    private boolean isStillLinked(Found now) {
      return entry
          .target()
          .map(linked::get)
          .map(first -> !first.wanted() || first.staysAs().equals(Optional.of(now.key())))
          .orElse(true);
    }

    private Decision folder(Folder in, Found now) throws IOException {
      if (!now.is(EntryType.DIRECTORY)) {
        toBeFolders.add(spot.path());
        if (now.is(EntryType.FILE)) {
          troubles.add(Trouble.GIVES_WAY, path);
        } else {
          inTheWay();
        }
        return overwritten(in, now, EnumSet.of(Difference.TYPE));
      }
      if (setting.own().contains(path, now.key())) {
        troubles.add(Trouble.OUTSIDE, path);
        return Decision.NONE;
      }
      if (role == Role.ABOVE) {
        return Decision.NONE;
      }
      Set<Difference> differences = comparison.metadata(entry, now);
      return differences.isEmpty() ? unchanged(now) : overwritten(in, now, differences);
    }

    private Decision inPlaceOfFolder(Folder in, Found now) throws IOException {
      try (Folder inTheWay = in.child(spot.name())) {
        if (now.device() != in.found().device()) {
          troubles.add(Trouble.MOUNT, path);
        } else if (setting.own().contains(path, now.key())) {
          troubles.add(Trouble.OUTSIDE, path);
        } else if (!inTheWay.names().isEmpty() && !deleteExtra) {
          troubles.add(Trouble.FULL_FOLDER, path);
        } else if (guarded.isIn(inTheWay)) {
          troubles.add(Trouble.GUARDED_FOLDER, path);
        } else {
          troubles.add(Trouble.GIVES_WAY, path);
          emptied.add(spot.path());
        }
      }
      return overwritten(in, now, EnumSet.of(Difference.TYPE));
    }

    private void inTheWay() {
      troubles.add(deleteExtra ? Trouble.GIVES_WAY : Trouble.LINK, path);
    }

    private Decision unchanged(Found now) {
      toldOwner();
      changes.add(ChangeKind.UNCHANGED, path, size(now), then(), Optional.empty());
      return Decision.KEEP;
    }

    private Decision overwritten(Folder in, Found now, Set<Difference> differences)
        throws IOException {
      toldOwner();
      String note = differences.stream().map(Difference::word).collect(Collectors.joining(", "));
      changes.add(ChangeKind.OVERWRITTEN, path, size(now), then(), Optional.of(note));
      if (differences.stream().allMatch(Difference::isOfMetadata)) {
        if (!setting.privileges().mayChange() && now.uid() != setting.privileges().uid()) {
          troubles.add(Trouble.NOT_WRITABLE, path);
        }
        return Decision.TOUCH;
      }
      written(in, now.links() == 1 && now.is(EntryType.FILE) ? now.size() : 0);
      return Decision.WRITE;
    }

    private void toldOwner() {
      Privileges privileges = setting.privileges();
      boolean others = found.isPresent() && Comparison.sameOwner(shown, found.get());
      if (!privileges.mayChown() && shown.owner().uid() != privileges.uid() && !others) {
        troubles.add(Trouble.OWNER, path);
      }
    }

    private void written(Folder in, long given) throws IOException {
      boolean whole = entry.type() == EntryType.FILE || !linked(entry);
      long bytes = whole ? shown.content().map(Content::length).orElse(0L) : 0;
      space.add(in, in.found(), bytes, given);
      if (!lastWritable.equals(Optional.of(in.key()))) {
        if (!Files.isWritable(in.self()) && notWritable.add(in.path())) {
          troubles.add(Trouble.NOT_WRITABLE, in.path());
        }
        lastWritable = Optional.of(in.key());
      }
    }

    /** Whether it becomes a link to what is restored as well. */
    private boolean linked(ArchivedEntry other) {
      return other.target().map(linked::get).map(Linked::wanted).orElse(false);
    }

    private Optional<Long> then() {
      return shown.content().map(Content::size);
    }

    private Optional<Long> size(Found now) {
      return now.is(EntryType.FILE) ? Optional.of(now.size()) : Optional.empty();
    }
  }
}
