package io.leveredge.chronos.engine.history;

import io.leveredge.chronos.ports.storage.ArtifactStore;
import java.util.List;

/**
 * Lists what lies where backups lie and is none that this service knows: directories from before
 * its time, or whose manifest it cannot rely on. They are looked at and never touched.
 */
public final class ListLegacy {
  private static final int MOST = 1000;

  private final ArtifactStore store;

  public ListLegacy(ArtifactStore store) {
    this.store = store;
  }

  /**
   * What there is.
   *
   * @param directories the first thousand, in the order of their paths
   * @param count of all of them
   */
  public record Legacy(List<Directory> directories, int count) {
    public Legacy {
      directories = List.copyOf(directories);
    }
  }

  /**
   * One of them.
   *
   * @param path relative to the backup directory, with {@code /} between segments
   * @param reason why it is no backup, for a person
   */
  public record Directory(String path, String reason) {}

  /** All there is now; reads every shelf. */
  public Legacy list() {
    List<ArtifactStore.UnreadableBackup> found = store.unreadable();
    return new Legacy(
        found.stream()
            .limit(MOST)
            .map(directory -> new Directory(directory.directory(), directory.reason()))
            .toList(),
        found.size());
  }
}
