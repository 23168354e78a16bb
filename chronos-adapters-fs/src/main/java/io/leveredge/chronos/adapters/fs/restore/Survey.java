package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link Scan} has found out so far, and what it goes by. */
final class Survey {
  private final Setting setting;
  private final Guarded guarded;
  private final boolean deleteExtra;
  private final Changes changes;
  private final Comparison comparison;
  private final Troubles troubles = new Troubles();
  private final SpaceNeeds space = new SpaceNeeds();
  private final Map<RawName, Linked> linked = new HashMap<>();
  private final Set<Path> toBeFolders = new HashSet<>();
  private final Set<Path> emptied = new HashSet<>();
  private final Set<Path> notWritable = new HashSet<>();
  private Optional<Object> lastWritable = Optional.empty();

  Survey(Setting setting, Guarded guarded, boolean deleteExtra, Changes changes) {
    this.setting = setting;
    this.guarded = guarded;
    this.deleteExtra = deleteExtra;
    this.changes = changes;
    comparison = new Comparison(setting.privileges());
  }

  Setting setting() {
    return setting;
  }

  Guarded guarded() {
    return guarded;
  }

  boolean deleteExtra() {
    return deleteExtra;
  }

  Changes changes() {
    return changes;
  }

  Comparison comparison() {
    return comparison;
  }

  Troubles troubles() {
    return troubles;
  }

  SpaceNeeds space() {
    return space;
  }

  /** The entries that have other names, by theirs. */
  Map<RawName, Linked> linked() {
    return linked;
  }

  /** What will be a folder and is none now. */
  Set<Path> toBeFolders() {
    return toBeFolders;
  }

  /** Folders that give way to what is none. */
  Set<Path> emptied() {
    return emptied;
  }

  /**
   * So many bytes are written into that folder.
   *
   * @param given what is free again once they are
   */
  void written(Folder in, long bytes, long given) throws IOException {
    space.add(in, in.found(), bytes, given);
    if (!lastWritable.equals(Optional.of(in.key()))) {
      if (!Files.isWritable(in.self()) && notWritable.add(in.path())) {
        troubles.add(Trouble.NOT_WRITABLE, in.path());
      }
      lastWritable = Optional.of(in.key());
    }
  }
}
