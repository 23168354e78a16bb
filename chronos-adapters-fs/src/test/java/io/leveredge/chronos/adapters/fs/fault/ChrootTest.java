package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose root folder is no mount point. */
final class ChrootTest {
  @TempDir Path folder;

  @Test
  void freeSpaceIsKnownWhereTheListOfMountsLacksTheRoot() throws Exception {
    try (ChildJvm child =
        ChildJvm.start(Chroot.in(folder), FreeSpaceProgram.class, "/backups", "/")) {
      assertThat(child.rest()).isEqualTo("ROOM\nROOM\n");
    }
  }
}
