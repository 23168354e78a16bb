package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was tried, counted. */
final class Figures {
  private long files;
  private long bytes;
  private long directories;
  private long links;
  private long devices;

  void add(ArchivedEntry entry) {
    switch (entry.type()) {
      case FILE -> {
        files++;
        bytes += entry.content().map(ArchivedEntry.Content::size).orElse(0L);
      }
      case DIRECTORY -> directories++;
      case HARDLINK, SYMLINK -> links++;
      case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> devices++;
    }
  }

  long entries() {
    return files + directories + links + devices;
  }

  Map<String, Long> all() {
    return Map.of("files", files, "bytes", bytes, "directories", directories, "links", links);
  }

  List<String> leftOut(boolean owners) {
    List<String> all = new ArrayList<>();
    if (devices > 0) {
      all.add(devices + " devices and pipes, which are never restored");
    }
    if (!owners) {
      all.add("owners, which the service may not set");
    }
    return all;
  }
}
