package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.testkit.SampleBackups;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full, and one that turned read-only. */
final class FullDiskTest {
  @TempDir Path folder;
  private Path root;
  private Path staged;

  @BeforeEach
  void nameFolders() throws Exception {
    root = folder.toRealPath();
    staged = root.resolve(".staging").resolve(SampleBackups.order(2).id().value());
  }

  @Test
  void fullDiskFailsTheBackupLeavesEarlierOnesAndHasRoomAgain() throws Exception {
    Path artifact = staged.resolve("database.sql.gz");
    List<String> disk = TinyDisk.around(root, artifact, "write", "ENOSPC");
    try (ChildJvm child = ChildJvm.start(disk, FullDiskProgram.class, root, "full")) {
      assertThat(child.rest())
          .isEqualTo(
              "STORAGE_FULL .staging/%s/database.sql.gz cannot be written: %s\nINTACT\n"
                  .formatted(SampleBackups.order(2).id(), "No space left on device"));
    }
  }

  @Test
  void readOnlyDiskFailsTheBackupAndLeavesEarlierOnes() throws Exception {
    List<String> disk = TinyDisk.around(root, staged, "mkdir", "EROFS");
    try (ChildJvm child = ChildJvm.start(disk, FullDiskProgram.class, root, "readonly")) {
      assertThat(child.rest())
          .isEqualTo(
              "STORAGE_FAILED .staging/%s cannot be made: %s\nINTACT\n"
                  .formatted(SampleBackups.order(2).id(), "Read-only file system"));
    }
  }
}
