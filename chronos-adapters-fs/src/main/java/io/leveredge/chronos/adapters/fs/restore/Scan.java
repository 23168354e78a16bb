package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.config.IndexRoom;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.restore.Selection.Role;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares each entry of a backup with what lies in its place now, and decides what is to be done.
 * Changes nothing. Used once.
 */
final class Scan {
  private static final long EACH_CHANGE = 400;

  private final Setting setting;
  private final ConfigArchive archive;
  private final Selection selection;
  private final Survey survey;
  private final Decisions decisions = new Decisions();
  private final Set<RawName> names = new HashSet<>();
  private final IndexRoom room = IndexRoom.ofThisProcess();
  private long devices;
  private long toChange;

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
    survey = new Survey(setting, guarded, deleteExtra, changes);
  }

  /** Goes through the backup once. */
  void run(Layout layout) {
    try (FolderChain chain = setting.chain()) {
      archive.entries(
          entry -> {
            setting.goOn();
            room.take(entry.name());
            names.add(entry.name());
            Decision decision = decide(entry, layout, chain);
            decisions.add(decision);
            if (decision == Decision.TOUCH || decision == Decision.WRITE) {
              toChange++;
            }
          });
    }
    selection.missing().forEach(text -> survey.troubles().add(Trouble.MISSING, text));
  }

  /**
   * Something is about to be changed: what is remembered of that, to put it back, needs memory,
   * too.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code BACKUP_NOT_RESTORABLE} where
   *     there is not enough
   */
  void haveRoomForChanges() {
    room.take(toChange * EACH_CHANGE);
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
    return survey.linked();
  }

  /** Whether the folder in that place was seen and goes, with what is in it where that was said. */
  boolean mayEmpty(Path place) {
    return survey.emptied().contains(place);
  }

  List<Obstacle> obstacles() {
    List<Obstacle> all = new ArrayList<>(survey.troubles().obstacles());
    all.addAll(survey.space().obstacles());
    return all;
  }

  /** How many bytes the new files have. */
  long bytes() {
    return survey.space().bytes();
  }

  /** Whether there is room for all new files beside all old ones. */
  boolean hasRoomToKeep() {
    return survey.space().haveRoomForBoth();
  }

  private Decision decide(ArchivedEntry entry, Layout layout, FolderChain chain) {
    Path path = EntryPath.of(entry.name());
    boolean folder = entry.type() == EntryType.DIRECTORY;
    Optional<Spot> spot = layout.spot(path, folder);
    Role role = selection.met(path);
    boolean isLinked = archive.scope().linked().contains(entry.name());
    if (isLinked) {
      survey.linked().put(entry.name(), new Linked(entry, false, Optional.empty()));
    }
    if (role == Role.OTHER || (role == Role.ABOVE && !folder)) {
      return Decision.NONE;
    }
    if (spot.isEmpty()) {
      if (role == Role.WANTED) {
        survey.troubles().add(Trouble.OUTSIDE, path);
      }
      return Decision.NONE;
    }
    ArchivedEntry shown = Setting.contentOf(entry, survey.linked());
    if (isDevice(shown)) {
      survey.troubles().add(Trouble.DEVICE, path);
      devices++;
      return Decision.NONE;
    }
    if (shown.content().map(Content::torn).orElse(false)) {
      survey.troubles().add(Trouble.TORN, path);
    }
    try {
      Sighting sighting = new Sighting(survey, entry, shown, path, spot.get(), role);
      Decision decision = sighting.decide(chain.to(spot.get()));
      if (isLinked) {
        boolean stays = decision == Decision.KEEP || decision == Decision.TOUCH;
        survey
            .linked()
            .put(
                entry.name(),
                new Linked(
                    entry, true, stays ? sighting.found().map(Found::key) : Optional.empty()));
      }
      return decision;
    } catch (ClosedByInterruptException stopped) {
      throw Setting.interrupted();
    } catch (IOException failure) {
      survey
          .troubles()
          .add(Trouble.UNKNOWN, EntryPath.text(path) + " (" + Reason.of(failure) + ")");
      return Decision.NONE;
    }
  }

  private static boolean isDevice(ArchivedEntry entry) {
    return switch (entry.type()) {
      case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> true;
      case FILE, HARDLINK, SYMLINK, DIRECTORY -> false;
    };
  }
}
