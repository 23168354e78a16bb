package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.system.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links swapped in midway, names that climb, a process that is killed, files of others. */
final class HostileRestoreTest {
  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    trial = FilesTrial.of(folder.toRealPath().resolve("backups"), root);
  }

  /** Each time at another moment: before the first file, between files, before the other folder. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 40, 41, 60, 80})
  void folderSwappedForALinkMidwayLeadsNobodyOut(int moment) throws Exception {
    Path victim = Files.createDirectory(folder.toRealPath().resolve("victim"));
    Shell.run(victim, "mkdir sub; echo precious >f1; echo precious >sub/f2");
    Shell.run(
        root, "mkdir -p d/sub; for i in $(seq 40); do echo $i >d/f$i; echo $i >d/sub/f$i; done");
    PublishedBackup backup = trial.backUp();
    String before = Shell.describe(victim);
    Shell.run(root, "rm d/f* d/sub/f*");
    Swap swap = new Swap(moment, root.resolve("d"), victim);
    RestoreWork work =
        new RestoreWork(trial.orders.nextId(), backup, FilesTrial.all(), Optional.empty(), swap);
    try {
      trial.restorer.restore(work, step -> swap.read(0));
    } catch (ChronosException refused) {
      // To stop is right; to be led out is not.
    }
    assertThat(swap.left().get()).as("it was swapped").isNegative();
    assertThat(Shell.describe(victim)).isEqualTo(before);
  }

  /** Takes the folder away at a moment, and puts a link in its place. */
  private record Swap(AtomicInteger left, Path place, Path victim) implements CaptureProgress {
    Swap(int moment, Path place, Path victim) {
      this(new AtomicInteger(moment), place, victim);
    }

    @Override
    public void read(long bytes) {
      if (left.getAndDecrement() == 0) {
        try {
          Files.move(place, place.resolveSibling("d-away"), StandardCopyOption.ATOMIC_MOVE);
          Files.createSymbolicLink(place, victim);
        } catch (IOException unexpected) {
          throw new AssertionError(unexpected);
        }
      }
    }

    @Override
    public void doing(String what) {}
  }

  /** Whoever wins, what was opened is a folder that lay there and not what a link led to. */
  @Test
  void folderThatIsSwappedWhileItIsOpenedIsNeverTheOneBehindTheLink() throws Exception {
    Path victim = Files.createDirectory(folder.toRealPath().resolve("victim"));
    Path place = Files.createDirectory(root.resolve("d"));
    Object behindTheLink = Found.at(victim).key();
    AtomicBoolean end = new AtomicBoolean();
    Thread attacker = Thread.ofPlatform().start(() -> swap(end, place, victim));
    try (Folder in = Folder.open(new Descriptors(), root)) {
      for (int time = 0; time < 3000; time++) {
        try (Folder opened = in.child(place.getFileName())) {
          assertThat(opened.key()).isNotEqualTo(behindTheLink);
        } catch (IOException refused) {
          // It was away, or a link.
        }
      }
    } finally {
      end.set(true);
      attacker.join();
    }
  }

  /** Takes the folder away, puts a link in its place, and takes that back, over and over. */
  private static void swap(AtomicBoolean end, Path place, Path victim) {
    Path away = place.resolveSibling("d-away");
    try {
      while (!end.get()) {
        Files.move(place, away, StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(place, victim);
        Files.delete(place);
        Files.move(away, place, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "/etc/x", "a//b", "./a", "a/.", "a/", "a\\x00b", ".."})
  void nameThatIsNoPlaceIsRefused(String escaped) {
    assertThatThrownBy(() -> EntryPath.of(RawName.unescape(escaped)))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("no name of a file");
  }

  @Test
  void killedRestoreLeavesWholeFilesAndItsLeftoversAreSettled() throws Exception {
    Shell.run(root, "mkdir d; head -c 3000000 /dev/urandom | split -b 5000 -a 3 -d - d/f");
    String wanted = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm d/f[1-5]??; truncate -s 5000 $(seq -f d/f%g 300 599)");
    RestoreId id = trial.orders.nextId();
    Process child = start(List.of(), backup, id, 1_500_000);
    try (var output = child.inputReader()) {
      assertThat(output.readLine()).isEqualTo("WRITING");
    } finally {
      child.destroyForcibly().waitFor();
    }
    String leftovers = "find . -name '.chronos-restore-*' | wc -l";
    assertThat(Shell.run(root, leftovers)).isEqualTo("2\n"); // What is made, and what was kept.
    assertThat(Shell.run(root, "find . -path './d/f*' ! -size 5000c")).isEmpty();
    var settled = trial.restorer.settle(id, List.of(Map.of("step", "writing")));
    assertThat(settled.finished()).isFalse();
    assertThat(Shell.run(root, leftovers)).isEqualTo("0\n");
    trial.restore(backup);
    assertThat(Shell.describe(root)).isEqualTo(wanted);
  }

  /** Root without its capabilities is held to the modes of files like anybody. */
  @Test
  void folderThatMayNotBeWrittenBlocksForAUser() throws Exception {
    Shell.run(root, "mkdir d; echo 1 >d/x; echo 2 >y");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm d/x; chmod 0555 d; echo changed >y");
    List<String> drop =
        Shell.run(root, "id -u").equals("0\n")
            ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all")
            : List.of();
    Process child = start(drop, backup, trial.orders.nextId(), -1);
    try (var output = child.inputReader()) {
      assertThat(output.readLine()).startsWith("RESTORE_BLOCKED").contains(root + "/d");
    }
    assertThat(child.waitFor()).isZero();
    assertThat(Files.readString(root.resolve("y"))).isEqualTo("changed\n");
  }

  @Test
  void damagedContentNeverGetsAPlace() throws Exception {
    Shell.run(root, "head -c 200000 /dev/urandom >big; echo 1 >small");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "echo mine >big");
    Shell.run(
        folder,
        "F=$(find backups -name 'config.tar*'); S=$(stat -c %s $F)\n"
            + "printf '\\x00\\xff\\x00' | dd of=$F bs=1 seek=$((S / 2)) conv=notrunc status=none");
    assertThatThrownBy(() -> trial.restore(backup)).isInstanceOf(ChronosException.class);
    assertThat(Shell.run(root, "cat big; find . -name '.chronos*'")).isEqualTo("mine\n");
  }

  /** The blocks have the checks of what they hold: only the file's own digest tells. */
  @Test
  void contentWithAnotherDigestNeverGetsAPlace() throws Exception {
    Shell.run(root, "head -c 100000 /dev/zero | tr '\\0' a >big; echo 1 >small");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "echo mine >big");
    PublishedBackup forged =
        new ForgedBackup(trial.orders, backup).with("config.tar", "aaaa", "aaxa");
    assertThatThrownBy(() -> trial.restore(forged))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("has the SHA-256");
    assertThat(Shell.run(root, "cat big; find . -name '.chronos*'")).isEqualTo("mine\n");
  }

  @Test
  void whoReadsMeanwhileGetsTheOldFileOrTheNewOne() throws Exception {
    Shell.run(root, "head -c 300000 /dev/zero | tr '\\0' a >file");
    PublishedBackup backup = trial.backUp();
    Path file = root.resolve("file");
    byte[] then = Files.readAllBytes(file);
    byte[] now = "now".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    AtomicBoolean end = new AtomicBoolean();
    List<String> wrong = new java.util.concurrent.CopyOnWriteArrayList<>();
    Files.write(file, now);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!end.get()) {
                    try {
                      byte[] read = Files.readAllBytes(file);
                      if (!Arrays.equals(read, then) && !Arrays.equals(read, now)) {
                        wrong.add(read.length + " bytes");
                      }
                    } catch (IOException gone) {
                      wrong.add(gone.toString());
                    }
                  }
                });
    try {
      for (int time = 0; time < 30; time++) {
        Path other = Files.write(root.resolve("other"), now);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        trial.restore(backup);
      }
    } finally {
      end.set(true);
      reader.join();
    }
    assertThat(wrong).isEmpty();
  }

  private Process start(List<String> within, PublishedBackup backup, RestoreId id, long bytes)
      throws IOException {
    List<String> command = new ArrayList<>(within);
    command.addAll(
        JavaCommand.of(
            RestoreProgram.class,
            folder.toRealPath().resolve("backups"),
            root,
            backup.id().value(),
            id.value(),
            bytes));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
