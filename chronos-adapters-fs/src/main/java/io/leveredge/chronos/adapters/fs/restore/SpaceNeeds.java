package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.disk.FreeSpace;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many bytes a restore writes to each file system, and how many it has. */
final class SpaceNeeds {
  private final Map<Long, Need> byDevice = new TreeMap<>();

  private static final class Need {
    private final Path example;
    private final long free;
    private long bytes;
    private long given;
    private long largest;

    Need(Path example, long free) {
      this.example = example;
      this.free = free;
    }
  }

  /**
   * So much is written into that folder.
   *
   * @param given what is free again once it was written
   */
  void add(Folder folder, Found of, long bytes, long given) throws IOException {
    Need need = byDevice.get(of.device());
    if (need == null) {
      need = new Need(folder.path(), FreeSpace.around(folder.self()));
      byDevice.put(of.device(), need);
    }
    need.bytes += bytes;
    need.given += given;
    need.largest = Math.max(need.largest, bytes);
  }

  /** How much is written in all. */
  long bytes() {
    return byDevice.values().stream().mapToLong(need -> need.bytes).sum();
  }

  /** Whether there is room for the new files beside all of the old ones. */
  boolean haveRoomForBoth() {
    return byDevice.values().stream().allMatch(need -> need.bytes <= need.free);
  }

  /**
   * Blocking where it cannot fit; a warning where it does only because the old files make room, one
   * after the other.
   */
  List<Obstacle> obstacles() {
    List<Obstacle> all = new ArrayList<>();
    for (Need need : byDevice.values()) {
      if (need.bytes > need.free) {
        boolean never = need.bytes - need.given + need.largest > need.free;
        all.add(
            new Obstacle(
                Obstacle.Kind.DISK_SPACE,
                never,
                "%d bytes are to be written to the file system of %s, which has %d free%s"
                    .formatted(
                        need.bytes,
                        EntryPath.text(need.example),
                        need.free,
                        never ? "" : ": what is replaced cannot be kept until all is done"),
                never
                    ? "Make room there, or choose fewer paths."
                    : "Make room there: otherwise a restore that fails midway leaves some files"
                        + " new and some old."));
      }
    }
    return all;
  }
}
