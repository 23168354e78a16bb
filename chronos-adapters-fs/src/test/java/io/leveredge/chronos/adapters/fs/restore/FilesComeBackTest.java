package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 12: bytes, deletions, modes and links come back; and a plan says what will happen. */
final class FilesComeBackTest {
  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    trial = FilesTrial.of(folder.toRealPath().resolve("backups"), root);
  }

  @Test
  void oddTreeComesBackFromNothingAndFromAnything() throws Exception {
    Shell.run(
        root,
        """
        mkdir -p app/conf.d empty 'with space'
        printf 'key = value\\n' >app/main.conf; head -c 3000000 /dev/urandom >app/large.bin
        : >app/conf.d/nothing; chmod 0600 app/main.conf; chmod 04751 app/large.bin; chmod 01777 empty
        ln -s main.conf app/link; ln -s /nowhere/at/all app/dangling; ln -s . app/loop
        ln app/main.conf 'with space/other name'; ln app/link app/hardlink-to-link
        touch $'line\\nbreak' -- '-dash' $'\\xff\\xfe not text' $'caf\\xc3\\xa9' $'back\\\\slash' '*' '"'
        touch "$(printf 'n%.0s' {1..255})" "$(printf '\\xe4%.0s' {1..255})"
        mkdir -p "$(printf 'd%.0s' {1..200})/$(printf '\\xff%.0s' {1..200})"
        ln -s $'\\xff//to/' $'\\xc3\\xa4 link'; ln -s "$(printf '\\xfe%.0s' {1..300})" longlink
        touch -d '2001-02-03 04:05:06.123456789 UTC' app/main.conf; touch -d '1969-12-31 23:59:58 UTC' empty
        touch -h -d '2020-01-01 00:00:00.000001 UTC' app/link; chmod 0555 app/conf.d
        [ $(id -u) != 0 ] || { chown 3000000000:2999999999 app/large.bin; chmod 06755 app/large.bin; chown -h 12345:54321 app/link; }
        """);
    String before = Shell.describe(root);
    PublishedBackup backup = trial.backUp();
    assertThat(FilesTrial.changes(trial.plan(backup, FilesTrial.all()))).isEmpty();

    Shell.run(root, "chmod 0755 app/conf.d; find . -mindepth 1 -delete; touch .");
    trial.restore(backup);
    assertThat(Shell.describe(root)).isEqualTo(before);

    Shell.run(
        root,
        """
        echo other >app/main.conf; chmod 0777 app/large.bin; rm app/link; ln -s wrong app/link
        rmdir empty; echo file >empty; rm -- -dash; mkdir -- -dash; chmod 0711 app
        rm 'with space/other name'; echo no >'with space/other name'; ln -sfn /etc app/dangling
        """);
    trial.restore(backup);
    assertThat(Shell.describe(root)).isEqualTo(before);
    assertThat(FilesTrial.changes(trial.plan(backup, FilesTrial.all()))).isEmpty();
  }

  @Test
  void holesStayHoles() throws Exception {
    Shell.run(
        root,
        "truncate -s 100M huge; printf end >>huge; truncate -s 20M hole; printf x >tail; truncate"
            + " -s 20M tail");
    String facts = "stat -c '%n %s' *; tail -c 3 huge; sha256sum tail hole";
    String before = Shell.run(root, facts);
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm *");
    trial.restore(backup);
    assertThat(Shell.run(root, facts)).isEqualTo(before);
    assertThat(Long.parseLong(Shell.run(root, "du -sk .").split("\t", 2)[0])).isLessThan(100);
  }

  @Test
  void planSaysWhatBecomesOfEachAndWhy() throws Exception {
    Shell.run(
        root, "for f in same gone content mode time; do echo $f >$f; done; ln -s a link; mkdir d");
    PublishedBackup backup = trial.backUp();
    Shell.run(
        root,
        """
        rm gone; echo CONTENT >content; touch -r same content; chmod 0601 mode
        touch -d 2001-01-01 time; ln -sfn b link; echo more >extra; mkdir d/new
        """);
    ComponentPlan plan = trial.plan(backup, FilesTrial.all());
    Map<String, String> kinds = FilesTrial.kinds(plan);
    assertThat(kinds)
        .containsEntry(root + "/same", "unchanged")
        .containsEntry(root + "/gone", "created")
        .containsEntry(root + "/mode", "overwritten: mode")
        .containsEntry(root + "/time", "overwritten: time")
        .containsEntry(root + "/extra", "extra")
        .containsEntry(root + "/d/new", "extra");
    assertThat(kinds.get(root + "/content")).startsWith("overwritten: content");
    assertThat(kinds.get(root + "/link")).startsWith("overwritten: link target");
    assertThat(plan.changes().stream().filter(each -> each.name().endsWith("/gone")).toList())
        .singleElement()
        .satisfies(change -> assertThat(change.then().orElseThrow().value()).isEqualTo(5));
    assertThat(FilesTrial.kinds(trial.plan(backup, FilesTrial.choice(true))))
        .containsEntry(root + "/extra", "deleted")
        .containsEntry(root + "/d/new", "deleted");
  }

  @Test
  void fileThatIsAsItShouldBeIsNotRewritten() throws Exception {
    Shell.run(root, "echo 1 >same; echo 2 >mode");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "chmod 0700 mode");
    String inodes = Shell.run(root, "stat -c '%n %i' same mode; stat -c %z same");
    trial.restore(backup);
    assertThat(Shell.run(root, "stat -c '%n %i' same mode; stat -c %z same")).isEqualTo(inodes);
    assertThat(Shell.run(root, "stat -c %a mode")).isEqualTo("644\n");
  }

  @Test
  void chosenPathsAloneAreRestored() throws Exception {
    Shell.run(root, "mkdir -p a/b c; echo 1 >a/b/x; echo 2 >a/y; echo 3 >c/z");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm -r a; echo changed >c/z; echo extra >c/extra");
    trial.restore(backup, FilesTrial.choice(true, root + "/a/b"));
    assertThat(Shell.run(root, "find . -type f | sort; cat a/b/x c/z"))
        .isEqualTo("./a/b/x\n./c/extra\n./c/z\n1\nchanged\n");
  }

  @Test
  void chosenPathThatClimbsOrIsRelativeIsNotInTheBackup() throws Exception {
    Shell.run(root, "echo 1 >x");
    PublishedBackup backup = trial.backUp();
    for (String path : List.of("x", root + "/../root/x", "/etc/passwd", root + "/./x", "", "\\")) {
      assertThat(FilesTrial.blockers(trial.plan(backup, FilesTrial.choice(false, path))))
          .as(path)
          .singleElement()
          .extracting(Obstacle::kind)
          .isEqualTo(Obstacle.Kind.MISSING);
    }
  }

  @Test
  void folderOrLinkInTheWayBlocksAndChangesNothing() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Shell.run(root, "mkdir d; echo 1 >d/x; echo 2 >file");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm -r d file; ln -s ../elsewhere d; mkdir file; echo in >file/inside");
    String before = Shell.describe(root);
    assertThat(FilesTrial.blockers(trial.plan(backup, FilesTrial.all()))).hasSize(2);
    assertThatThrownBy(() -> trial.restore(backup))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("No configuration file was changed");
    assertThat(Shell.describe(root)).isEqualTo(before);

    trial.restore(backup, FilesTrial.choice(true));
    assertThat(Shell.run(root, "cat d/x file")).isEqualTo("1\n2\n");
    assertThat(elsewhere).isEmptyDirectory();
  }

  /** To open a pipe is to wait for its other end, and to open a device may do anything. */
  @Test
  @Timeout(60)
  void pipeDeviceOrSocketInTheWayBlocksAndIsNotOpened() throws Exception {
    Shell.run(root, "mkdir d; for f in pipe device socket d/x; do echo $f >$f; done");
    String wanted = Shell.run(root, "cat pipe device socket d/x; stat -c '%F %n' * d/x");
    PublishedBackup backup = trial.backUp();
    Shell.run(
        root, "rm -r *; mkfifo pipe d; [ $(id -u) = 0 ] && mknod device c 1 5 || mkfifo device");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Shell.run(root, "ln -s " + root + " " + folder + "/r"); // Names of sockets are short.
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("r/socket")));
    }
    String before = Shell.run(root, "stat -c '%F %n %i' *");
    assertThat(FilesTrial.blockers(trial.plan(backup, FilesTrial.all())))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.what())
                    .contains(root + "/pipe", root + "/device", root + "/socket", root + "/d"));
    assertThatThrownBy(() -> trial.restore(backup))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("No configuration file was changed");
    assertThat(Shell.run(root, "stat -c '%F %n %i' *")).isEqualTo(before);
    try (Folder open = Folder.open(new Descriptors(), root)) {
      assertThatThrownBy(() -> open.child(Path.of("pipe")))
          .isInstanceOf(NotDirectoryException.class);
    }

    trial.restore(backup, FilesTrial.choice(true));
    assertThat(Shell.run(root, "cat pipe device socket d/x; stat -c '%F %n' * d/x"))
        .isEqualTo(wanted);
  }

  @Test
  void entriesOutsideOfTheRootsBlockUnlessOthersAreChosen() throws Exception {
    Shell.run(root, "mkdir in out; echo 1 >in/x; echo 2 >out/y");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm in/x out/y");
    FilesTrial narrow = FilesTrial.of(folder.resolve("backups"), root.resolve("in"));
    assertThat(FilesTrial.blockers(narrow.plan(backup, FilesTrial.all())))
        .singleElement()
        .extracting(Obstacle::kind)
        .isEqualTo(Obstacle.Kind.PLACE);
    narrow.restore(backup, FilesTrial.choice(false, root + "/in"));
    assertThat(Shell.run(root, "find . -type f")).isEqualTo("./in/x\n");
  }

  @Test
  void missingRootIsMadeAndTold() throws Exception {
    Shell.run(root, "echo 1 >x");
    PublishedBackup backup = trial.backUp();
    String before = Shell.describe(root);
    Shell.run(folder, "rm -r root");
    assertThat(trial.plan(backup, FilesTrial.all()).obstacles())
        .anyMatch(each -> !each.blocks() && each.what().contains("will be made"));
    trial.restore(backup);
    assertThat(Shell.describe(root)).isEqualTo(before);
  }

  @Test
  void devicesAndPipesAreLeftOutAndTold() throws Exception {
    Shell.run(root, "mkfifo pipe; echo 1 >x");
    PublishedBackup backup = trial.backUp();
    Shell.run(root, "rm pipe x");
    assertThat(trial.plan(backup, FilesTrial.all()).obstacles())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("pipe"));
    trial.restore(backup);
    assertThat(Shell.run(root, "ls")).isEqualTo("x\n");
    Drill.Trial drilled =
        new ConfigFilesDrill(folder.resolve("scratch"))
            .run(trial.orders.nextJob(), backup, RestoreTrial.DEAF);
    assertThat(drilled.differences()).isEmpty();
    assertThat(drilled.leftOut()).anyMatch(each -> each.contains("1 devices"));
    assertThat(drilled.figures()).containsEntry("files", 1L).containsEntry("bytes", 2L);
  }

  @Test
  void bytesThatFitInPlaceOfOldOnesAloneAreToldOf() throws Exception {
    SpaceNeeds needs = new SpaceNeeds();
    assertThat(needs.haveRoomForBoth()).isTrue();
    try (Folder in = Folder.open(new Descriptors(), root)) {
      long free = Files.getFileStore(root).getUsableSpace();
      for (int file = 0; file < 4; file++) {
        needs.add(in, in.found(), free / 3, free / 3);
      }
    }
    assertThat(needs.haveRoomForBoth()).isFalse();
    assertThat(needs.obstacles())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.blocks()).isFalse();
              assertThat(each.what()).endsWith("what is replaced cannot be kept until all is done");
            });
  }

  @Test
  void bytesThatDoNotFitBlock() throws Exception {
    SpaceNeeds needs = new SpaceNeeds();
    try (Folder in = Folder.open(new Descriptors(), root)) {
      needs.add(in, in.found(), Long.MAX_VALUE / 4, 0);
    }
    assertThat(needs.obstacles())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.blocks()).isTrue();
              assertThat(each.kind()).isEqualTo(Obstacle.Kind.DISK_SPACE);
            });
  }
}
