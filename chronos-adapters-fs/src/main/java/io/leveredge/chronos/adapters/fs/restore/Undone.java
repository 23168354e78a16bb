package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a restore that is being taken back has made: what its backup holds and the other one, which
 * has what was there before, does not.
 */
final class Undone {
  private final Map<RawName, ArchivedEntry> made = new HashMap<>();

  private Undone() {}

  static Undone nothing() {
    return new Undone();
  }

  /**
   * @param names what was there before
   */
  static Undone of(ConfigArchive undone, Set<RawName> names) {
    Undone result = new Undone();
    Map<RawName, Linked> linked = new HashMap<>();
    undone.entries(
        entry -> {
          if (undone.scope().linked().contains(entry.name())) {
            linked.put(entry.name(), new Linked(entry, false, Optional.empty()));
          }
          if (!names.contains(entry.name())) {
            result.made.put(entry.name(), Setting.contentOf(entry, linked));
          }
        });
    return result;
  }

  boolean made(RawName name) {
    return made.containsKey(name);
  }

  /** Whether it is still what the restore made of it; of a folder, that it is one. */
  boolean isStill(RawName name, Found found, Path at, Comparison comparison) throws IOException {
    ArchivedEntry entry = made.get(name);
    if (entry == null || !found.is(entry.type())) {
      return false;
    }
    return entry.type() == EntryType.DIRECTORY
        || comparison.of(entry, found, at).stream().allMatch(Difference::isOfMetadata);
  }
}
