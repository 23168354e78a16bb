package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.restore.Selection.Role;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.domain.restore.ChangeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is seen where one entry belongs, and what is to be done there. Changes nothing; what it
 * finds goes into the {@link Survey}.
 */
final class Sighting {
  private final Survey survey;
  private final Setting setting;
  private final ArchivedEntry entry;
  private final ArchivedEntry shown;
  private final Path path;
  private final Spot spot;
  private final Role role;
  private Optional<Found> found = Optional.empty();

  /**
   * @param shown the entry with the content, which is another one where it is a hard link
   */
  Sighting(
      Survey survey, ArchivedEntry entry, ArchivedEntry shown, Path path, Spot spot, Role role) {
    this.survey = survey;
    setting = survey.setting();
    this.entry = entry;
    this.shown = shown;
    this.path = path;
    this.spot = spot;
    this.role = role;
  }

  Decision decide(FolderChain.Way way) throws IOException {
    return switch (way) {
      case FolderChain.Way.NoBase none -> {
        survey.troubles().add(Trouble.NO_BASE, none.base());
        yield Decision.NONE;
      }
      case FolderChain.Way.Own own -> {
        survey.troubles().add(Trouble.OUTSIDE, path);
        yield Decision.NONE;
      }
      case FolderChain.Way.Barred barred -> {
        if (!survey.toBeFolders().contains(barred.by())) {
          survey.troubles().add(Trouble.LINK, barred.by());
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
      if (spot.names().size() == 1 && setting.inPlace()) {
        survey.troubles().add(Trouble.NEW_ROOT, path);
      }
    }
    toldOwner();
    survey.changes().add(ChangeKind.CREATED, path, Optional.empty(), then(), Optional.empty());
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
    Set<Difference> differences = survey.comparison().of(shown, now, folder.at(spot.name()));
    if (entry.type() == EntryType.HARDLINK && !isStillLinked(now)) {
      differences.add(Difference.TARGET);
    }
    return differences.isEmpty() ? unchanged(now) : overwritten(folder, now, differences);
  }

  /** Whether it is the same file as its first name's, and that stays where it is. */
  private boolean isStillLinked(Found now) {
    return entry
        .target()
        .map(survey.linked()::get)
        .map(first -> !first.wanted() || first.staysAs().equals(Optional.of(now.key())))
        .orElse(true);
  }

  private Decision folder(Folder in, Found now) throws IOException {
    if (!now.is(EntryType.DIRECTORY)) {
      survey.toBeFolders().add(spot.path());
      if (now.is(EntryType.FILE)) {
        survey.troubles().add(Trouble.GIVES_WAY, path);
      } else {
        inTheWay();
      }
      return overwritten(in, now, EnumSet.of(Difference.TYPE));
    }
    if (setting.own().contains(path, now.key())) {
      survey.troubles().add(Trouble.OUTSIDE, path);
      return Decision.NONE;
    }
    boolean mount = now.device() != in.found().device() && !spot.isBase();
    if (mount != survey.guarded().wasMount(path) && setting.inPlace()) {
      survey.troubles().add(mount ? Trouble.NEW_MOUNT : Trouble.NO_MOUNT, path);
    }
    if (role == Role.ABOVE) {
      return Decision.NONE;
    }
    Set<Difference> differences = survey.comparison().metadata(entry, now);
    return differences.isEmpty() ? unchanged(now) : overwritten(in, now, differences);
  }

  private Decision inPlaceOfFolder(Folder in, Found now) throws IOException {
    try (Folder inTheWay = in.child(spot.name())) {
      if (now.device() != in.found().device()) {
        survey.troubles().add(Trouble.MOUNT, path);
      } else if (setting.own().contains(path, now.key())) {
        survey.troubles().add(Trouble.OUTSIDE, path);
      } else if (!inTheWay.names().isEmpty() && !survey.deleteExtra()) {
        survey.troubles().add(Trouble.FULL_FOLDER, path);
      } else if (survey.guarded().isIn(inTheWay)) {
        survey.troubles().add(Trouble.GUARDED_FOLDER, path);
      } else {
        survey.troubles().add(Trouble.GIVES_WAY, path);
        survey.emptied().add(spot.path());
      }
    }
    return overwritten(in, now, EnumSet.of(Difference.TYPE));
  }

  private void inTheWay() {
    survey.troubles().add(survey.deleteExtra() ? Trouble.GIVES_WAY : Trouble.LINK, path);
  }

  private Decision unchanged(Found now) {
    toldOwner();
    survey.changes().add(ChangeKind.UNCHANGED, path, size(now), then(), Optional.empty());
    return Decision.KEEP;
  }

  private Decision overwritten(Folder in, Found now, Set<Difference> differences)
      throws IOException {
    toldOwner();
    String note = differences.stream().map(Difference::word).collect(Collectors.joining(", "));
    survey.changes().add(ChangeKind.OVERWRITTEN, path, size(now), then(), Optional.of(note));
    if (differences.stream().allMatch(Difference::isOfMetadata)) {
      if (!setting.privileges().mayChange() && now.uid() != setting.privileges().uid()) {
        survey.troubles().add(Trouble.NOT_WRITABLE, path);
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
      survey.troubles().add(Trouble.OWNER, path);
    }
  }

  private void written(Folder in, long given) throws IOException {
    boolean whole = entry.type() == EntryType.FILE || !linked(entry);
    long bytes = whole ? shown.content().map(Content::length).orElse(0L) : 0;
    survey.written(in, bytes, given);
  }

  /** What lies there now, if that was looked at. */
  Optional<Found> found() {
    return found;
  }

  /** Whether it becomes a link to what is restored as well. */
  private boolean linked(ArchivedEntry other) {
    return other.target().map(survey.linked()::get).map(Linked::wanted).orElse(false);
  }

  private Optional<Long> then() {
    return shown.content().map(Content::size);
  }

  private Optional<Long> size(Found now) {
    return now.is(EntryType.FILE) ? Optional.of(now.size()) : Optional.empty();
  }
}
