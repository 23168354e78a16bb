package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.TarEntry;
import java.util.EnumMap;
import java.util.Map;

/** What is in an archive, counted. */
final class Counts {
  private final Map<EntryType, Long> entries = new EnumMap<>(EntryType.class);
  private long bytes;

  void add(TarEntry entry) {
    entries.merge(entry.type(), 1L, Long::sum);
    bytes += entry.size();
  }

  long of(EntryType type) {
    return entries.getOrDefault(type, 0L);
  }

  /** The content of all files, holes included. */
  long bytes() {
    return bytes;
  }
}
