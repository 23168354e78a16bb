package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.leveredge.chronos.adapters.fs.fault.ChildJvm;
import io.leveredge.chronos.adapters.fs.fault.TinyDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are mounted below a root: they are backed up, and restored with care. */
final class MountedFoldersTest {
  @TempDir Path folder;

  @Test
  void nothingIsExtraOnAFileSystemThatWasNotMountedThen() throws Exception {
    Path disk = Files.createDirectory(folder.toRealPath().resolve("disk"));
    List<String> within = TinyDisk.around(disk, 4, disk, "mkdir", "EROFS");
    assumeFalse(within.getFirst().equals("strace"), "the system lets nobody mount");
    Path root = disk.resolve("root");
    try (ChildJvm child =
        ChildJvm.start(
            within, MountedFoldersProgram.class, root, folder.toRealPath().resolve("backups"))) {
      assertThat(child.rest())
          .isEqualTo(
              """
              A file system is mounted now, and none was when the backup was made, so that nothing \
              in it is extra: %1$s/now
              {%1$s=overwritten: time, %1$s/fresh=extra: a mounted file system, \
              %1$s/now=overwritten: mode, time, %1$s/then=overwritten: time, \
              %1$s/then/extra=deleted, %1$s/then/kept=created}
              ./file
              ./fresh/precious
              ./now/precious
              ./now/sub/x
              ./then/kept
              A file system was mounted when the backup was made, and none is now: %1$s/then
              ./file
              ./then/beneath
              ./then/kept
              precious
              """
                  .formatted(root));
    }
  }
}
