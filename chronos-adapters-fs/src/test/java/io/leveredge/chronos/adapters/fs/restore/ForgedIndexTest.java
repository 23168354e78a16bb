package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes that somebody wrote who means harm, with digests that fit: whatever they say, nothing
 * outside of the roots, or of the folder of a drill, is touched.
 */
@Timeout(120)
final class ForgedIndexTest {
  @TempDir Path folder;
  private Path root;
  private Path victim;
  private FilesTrial trial;
  private PublishedBackup backup;
  private ConfigFilesDrill drill;

  @BeforeEach
  void backUp() throws Exception {
    Path real = folder.toRealPath();
    root = Files.createDirectory(real.resolve("root"));
    victim = Files.createDirectory(real.resolve("victim"));
    trial = FilesTrial.of(real.resolve("backups"), root);
    drill = new ConfigFilesDrill(Files.createDirectory(real.resolve("scratch")));
    Shell.run(victim, "echo precious >x; mkdir sub");
    Shell.run(root, "echo evil >x");
    backup = trial.backUp();
    Shell.run(root, "rm x");
  }

  @Test
  void nameThatClimbsOrIsAbsoluteIsDamageToPlanRestoreAndDrill() throws Exception {
    for (String name :
        List.of(inRoot("../victim/x"), "../victim/x", victim + "/x", inRoot("../../victim/x"))) {
      PublishedBackup forged = named(name);
      assertThat(FilesTrial.blockers(trial.plan(forged, FilesTrial.all())))
          .as(name)
          .extracting(Obstacle::kind)
          .containsExactly(Obstacle.Kind.CORRUPT);
      assertThat(refused(forged)).as(name).isEqualTo(ErrorCode.BACKUP_CORRUPT);
      assertThat(drill.run(trial.orders.nextJob(), forged, RestoreTrial.DEAF).differences())
          .as(name)
          .singleElement()
          .asString()
          .contains("no name of a file");
      assertNothingOutside();
    }
  }

  /** A drill has a tree of its own, in which every name has a place. */
  @Test
  void nameOutsideOfTheRootsBlocksAndStaysInTheFolderOfADrill() throws Exception {
    PublishedBackup forged = named(victim.toString().substring(1) + "/x");
    assertThat(FilesTrial.blockers(trial.plan(forged, FilesTrial.all())))
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.PLACE);
    assertThat(refused(forged)).isEqualTo(ErrorCode.RESTORE_BLOCKED);
    assertThat(drill.run(trial.orders.nextJob(), forged, RestoreTrial.DEAF).differences())
        .isEmpty();
    assertNothingOutside();
  }

  /** In one batch, and where the link has its place long before what goes through it. */
  @Test
  void linkOutOfTheRootIsNotGoneThroughByWhatComesBehindIt() throws Exception {
    String lines = entry("link", "symlink", ",\"target\":\"" + victim + "\"");
    for (int between : List.of(0, 300)) {
      StringBuilder all = new StringBuilder(lines);
      for (int i = 0; i < between; i++) {
        all.append('\n').append(entry("l" + i, "symlink", ",\"target\":\"x\""));
      }
      PublishedBackup forged =
          new ForgedBackup(trial.orders, backup)
              .withEntries(between + 2, all + "\n" + file(inRoot("link/x")));
      trial.plan(forged, FilesTrial.all());
      assertThat(refused(forged)).isEqualTo(ErrorCode.RESTORE_FAILED);
      assertNothingOutside();
      assertThat(Shell.run(root, "ls -A")).as("what was made is gone").isEmpty();
      ChronosException failure =
          catchThrowableOfType(
              ChronosException.class,
              () -> drill.run(trial.orders.nextJob(), forged, RestoreTrial.DEAF));
      assertThat(failure).isNotNull();
      assertNothingOutside();
    }
  }

  @Test
  void hardLinkToWhatTheBackupDoesNotHoldIsDamage() throws Exception {
    PublishedBackup forged =
        new ForgedBackup(trial.orders, backup)
            .withEntries(1, entry("h", "hardlink", ",\"target\":\"etc/passwd\""));
    assertThat(FilesTrial.blockers(trial.plan(forged, FilesTrial.all())))
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.CORRUPT);
    assertThat(refused(forged)).isEqualTo(ErrorCode.BACKUP_CORRUPT);
    assertThat(drill.run(trial.orders.nextJob(), forged, RestoreTrial.DEAF).differences())
        .isNotEmpty();
    assertNothingOutside();
  }

  @Test
  void devicesAreLeftOutAndHardLinksToThemWithThem() throws Exception {
    String lines =
        String.join(
            "\n",
            entry("null", "character_device", ",\"major\":1,\"minor\":3"),
            entry("disk", "block_device", ",\"major\":8,\"minor\":0"),
            entry("pipe", "fifo", ""),
            entry("other", "hardlink", ",\"target\":\"" + inRoot("null") + "\""));
    PublishedBackup forged = new ForgedBackup(trial.orders, backup).withEntries(4, lines);
    assertThat(trial.plan(forged, FilesTrial.all()).obstacles())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).startsWith("4 times: devices and pipes"));
    trial.restore(forged);
    assertThat(Shell.run(root, "ls -A")).isEqualTo("x\n");
    assertThat(drill.run(trial.orders.nextJob(), forged, RestoreTrial.DEAF).differences())
        .isEmpty();
    assertNothingOutside();
  }

  private PublishedBackup named(String name) {
    return new ForgedBackup(trial.orders, backup)
        .with("config.index", "\"name\":\"" + inRoot("x") + "\"", "\"name\":\"" + name + "\"");
  }

  private String inRoot(String name) {
    return root.toString().substring(1) + "/" + name;
  }

  /** The one file of the backup under another name. */
  private String file(String name) throws Exception {
    String index = ForgedBackup.plain(backup, "config.index");
    return index
        .lines()
        .filter(line -> line.contains("\"" + inRoot("x") + "\""))
        .findFirst()
        .orElseThrow()
        .replace(inRoot("x"), name);
  }

  private String entry(String name, String type, String more) {
    return ("{\"kind\":\"entry\",\"name\":\"%s\",\"type\":\"%s\",\"mode\":\"0777\",\"uid\":0,"
            + "\"gid\":0,\"user\":\"\",\"group\":\"\",\"mtime\":\"2020-01-01T00:00:00Z\"%s}")
        .formatted(inRoot(name), type, more);
  }

  private ErrorCode refused(PublishedBackup forged) {
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> trial.restore(forged));
    assertThat(failure).isNotNull();
    return failure.code();
  }

  private void assertNothingOutside() throws Exception {
    assertThat(Shell.run(victim, "find . | sort; cat x")).isEqualTo(".\n./sub\n./x\nprecious\n");
    assertThat(Shell.run(folder, "ls; ls -A scratch; find root -name '.chronos*' -o -type p"))
        .isEqualTo("backups\nroot\nscratch\nvictim\n");
  }
}
