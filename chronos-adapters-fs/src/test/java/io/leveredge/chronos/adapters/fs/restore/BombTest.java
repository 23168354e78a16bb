package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.adapters.fs.fault.ChildJvm;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files that become huge ones, on disk or in memory. */
@Timeout(120)
final class BombTest {
  private static final int SMALL_HEAP = 32;

  @TempDir Path folder;
  private Path backups;
  private Path root;
  private FilesTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void backUp() throws Exception {
    backups = folder.toRealPath().resolve("backups");
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    trial = FilesTrial.of(backups, root);
    Shell.run(root, "echo 1 >x");
    backup = trial.backUp();
    Shell.run(root, "rm x");
  }

  /** Behind what the manifest says come 64 MiB, in few bytes. */
  @Test
  void whatGoesOnBehindTheSizeInTheManifestIsNotUnpacked() throws Exception {
    append("config.tar");
    trial.restore(backup);
    assertThat(Shell.run(root, "cat *; ls -A")).isEqualTo("1\nx\n");
    Shell.run(root, "rm x");
    append("config.index");
    assertThat(FilesTrial.blockers(trial.plan(backup, FilesTrial.all())))
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.CORRUPT);
    assertThatThrownBy(() -> trial.restore(backup))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("it goes on behind its end");
    assertThat(Shell.run(root, "ls -A")).isEmpty();
  }

  /** Names, names of what could not be read, and one line that never ends. */
  @Test
  void indexThatDoesNotFitIntoMemoryIsRefusedByAMessageAndNotByTheEndOfMemory() throws Exception {
    String entry =
        "{\"kind\":\"entry\",\"name\":\"%s/%%d\",\"type\":\"fifo\",\"mode\":\"0644\",\"uid\":0,\"gid\":0,"
                .formatted(root.toString().substring(1))
            + "\"user\":\"\",\"group\":\"\",\"mtime\":\"2020-01-01T00:00:00Z\"}";
    assertRefused(with(140_000, entry), "BACKUP_NOT_RESTORABLE The index of the files names more");
    assertRefused(
        with(170_000, "{\"kind\":\"left_out\",\"name\":\"/%d\",\"why\":\"\"}"),
        "BACKUP_NOT_RESTORABLE The index of the files names more");
    assertRefused(
        new ForgedBackup(trial.orders, backup)
            .with("config.index", "\"excludes\":[", "\"excludes\":[" + "\"a\",".repeat(1_000_000)),
        "BACKUP_CORRUPT config.index");
  }

  private PublishedBackup with(int lines, String line) {
    String all =
        IntStream.range(0, lines)
            .mapToObj(number -> line.formatted(number))
            .collect(Collectors.joining("\n"));
    return new ForgedBackup(trial.orders, backup)
        .withEntries(line.contains("entry") ? lines : 0, all);
  }

  private void assertRefused(PublishedBackup bomb, String how) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            SMALL_HEAP,
            List.of(),
            RestoreProgram.class,
            backups,
            root,
            bomb.id(),
            trial.orders.nextId(),
            -1)) {
      assertThat(child.rest()).startsWith(how);
    }
  }

  private void append(String artifact) throws Exception {
    Shell.run(backups, "head -c 64M /dev/zero | gzip >>$(find . -name '%s*')".formatted(artifact));
  }
}
