package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.adapters.fs.fault.ChildJvm;
import io.leveredge.chronos.adapters.fs.fault.TinyDisk;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restore that ends midway leaves the files as they were, and nothing beside them. */
@Timeout(120)
final class FailedRestoreTest {
  private static final int MIDWAY = 290;

  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    trial = FilesTrial.of(folder.toRealPath().resolve("backups"), root);
  }

  @Test
  void fullDiskLeavesTheFilesAsTheyWereAndIsSaid() throws Exception {
    Path disk = Files.createDirectory(folder.toRealPath().resolve("disk"));
    RestoreId id = trial.orders.nextId();
    Path written = disk.resolve("files/d").resolve(Leftover.of(id.value())).resolve("40");
    List<String> within = TinyDisk.around(disk, 10, written, "pwrite64", "ENOSPC");
    Path backups = folder.toRealPath().resolve("others");
    try (ChildJvm child = ChildJvm.start(within, FullDiskRestoreProgram.class, disk, backups, id)) {
      assertThat(child.rest())
          .matches(
              "(?s)RESTORE_FAILED %s/files/d/f\\d+ cannot be restored: the disk is full: No space"
                      .formatted(disk)
                  + " left on device\\. (What had been changed was put back: all files are as they"
                  + " were|No configuration file was changed)\\.\nAS IT WAS\nRESTORED\n");
    }
  }

  @Test
  void interruptLeavesTheFilesAsTheyWereAndTheRestoreCanBeRepeated() throws Exception {
    makeOldAndNew();
    String wanted = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    changeAllOfIt();
    String before = Shell.describe(root);
    long begun = System.nanoTime();
    ChronosException stopped =
        fail(backup, Thread.currentThread()::interrupt, ErrorCode.RESTORE_INTERRUPTED);
    assertThat(Thread.interrupted()).as("for whoever called").isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(stopped).hasMessageContaining("all files are as they were");
    assertThat(Shell.describe(root)).isEqualTo(before);
    assertThat(Shell.run(root, "find . -name '.chronos*'")).isEmpty();

    trial.restore(backup, FilesTrial.choice(true));
    assertThat(Shell.describe(root)).isEqualTo(wanted);
  }

  /** Something that nobody foresaw, as far as putting back goes, is a failure like any other. */
  @Test
  void mistakeOfOursLeavesTheFilesAsTheyWere() throws Exception {
    makeOldAndNew();
    PublishedBackup backup = trial.backUp();
    changeAllOfIt();
    String before = Shell.describe(root);
    IllegalStateException mistake = new IllegalStateException("a mistake");
    Throwable thrown =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                trial.restorer.restore(
                    work(
                        backup,
                        () -> {
                          throw mistake;
                        }),
                    step -> {}));
    assertThat(thrown).isSameAs(mistake);
    assertThat(Shell.describe(root)).isEqualTo(before);
    assertThat(Shell.run(root, "find . -name '.chronos*'")).isEmpty();
  }

  /** What somebody else has put there meanwhile is not the restore's to remove. */
  @Test
  void fileThatSomebodyPutThereMeanwhileStays() throws Exception {
    Shell.run(root, "mkdir d; for i in $(seq 310); do echo $i >d/f$i; done");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm d/*");
    fail(
        backup,
        () -> {
          try {
            String first = Shell.run(root, "ls d | head -1").strip();
            Shell.run(root, "echo mine >new; mv new d/" + first);
          } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
          }
          Thread.currentThread().interrupt();
        },
        ErrorCode.RESTORE_INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Shell.run(root, "cat d/*; ls d | wc -l")).isEqualTo("mine\n1\n");
  }

  private void makeOldAndNew() throws Exception {
    Shell.run(
        root,
        """
        mkdir -p a/folder a/gone z; for i in $(seq 310); do echo $i >a/f$i; done
        echo 1 >a/file; echo 2 >a/linked; ln a/linked a/other; ln -s file a/link; echo 3 >a/mode
        echo 4 >a/folder/in; for i in $(seq 100); do echo $i >z/f$i; done; chmod 0750 a/folder
        """);
  }

  private void changeAllOfIt() throws Exception {
    Shell.run(
        root,
        """
        for i in $(seq 300); do echo changed $i >a/f$i; done; rm a/f26*; chmod 0640 a/mode
        rm -r a/file a/folder a/gone; mkdir -p a/file/deep; echo x >a/file/deep/x; ln -s /etc a/folder
        rm a/other; echo apart >a/other; ln -sf elsewhere a/link; touch -d 2001-02-03 a a/f1 z
        rm z/f1; mkfifo a/pipe; echo extra >a/extra
        """);
  }

  private ChronosException fail(PublishedBackup backup, Runnable midway, ErrorCode code) {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class, () -> trial.restorer.restore(work(backup, midway), step -> {}));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
    return failure;
  }

  private RestoreWork work(PublishedBackup backup, Runnable midway) {
    return new RestoreWork(
        trial.orders.nextId(),
        backup,
        FilesTrial.choice(true),
        Optional.empty(),
        new CaptureProgress() {
          private int reads;

          @Override
          public void read(long bytes) {
            if (++reads == MIDWAY) {
              midway.run();
            }
          }

          @Override
          public void doing(String what) {}
        });
  }
}
