package io.leveredge.chronos.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupTest {
  @TempDir Path parent;

  @Test
  void whatWasAddedIsClosedOnceInReverseOrderAndDespiteFailures() {
    List<String> closed = new ArrayList<>();
    Cleanup cleanup = new Cleanup();
    cleanup.<AutoCloseable>add(() -> closed.add("first"));
    cleanup.<AutoCloseable>add(
        () -> {
          throw new IOException("cannot be closed");
        });
    cleanup.<AutoCloseable>add(() -> closed.add("last"));
    cleanup.close();
    cleanup.close();
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void theFolderGoesWithAllThatIsInIt() throws IOException {
    WorkFolder folder = WorkFolder.below(parent.resolve("new"), false);
    Files.writeString(folder.subfolder("service").resolve("log"), "text");
    folder.close();
    folder.close();
    assertThat(folder.path()).doesNotExist();
    assertThat(parent.resolve("new")).isEmptyDirectory();
  }

  @Test
  void aFolderToKeepStays() throws IOException {
    WorkFolder folder = WorkFolder.below(parent, true);
    folder.close();
    assertThat(folder.path()).isDirectory();
  }
}
