package io.leveredge.chronos.adapters.fs.fault;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.artifact.ByteCount;
import java.nio.file.Path;

/** Says whether there is room at the paths it is given. */
final class FreeSpaceProgram {
  private FreeSpaceProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    for (String root : arguments) {
      ByteCount free = new FileArtifactStore(StoreSettings.of(Path.of(root))).freeSpace();
      System.out.println(free.compareTo(ByteCount.ZERO) > 0 ? "ROOM" : "FULL");
    }
  }
}
