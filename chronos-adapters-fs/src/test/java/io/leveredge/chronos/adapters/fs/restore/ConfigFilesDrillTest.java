package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.adapters.fs.fault.ChildJvm;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.ComponentDrillContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of configuration files keeps what every drill promises. */
final class ConfigFilesDrillTest extends ComponentDrillContract {
  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;
  private ConfigFilesDrill drill;

  @BeforeEach
  void writeFiles() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    Shell.run(
        root,
        """
        mkdir -p app/closed; echo key=value >app/main.conf; echo 1 >app/closed/1; chmod 0500 app/closed
        ln -s main.conf app/link; ln app/main.conf app/hard; head -c 300000 /dev/urandom >app/large
        """);
    trial = FilesTrial.of(folder.resolve("backups"), root);
    drill = new ConfigFilesDrill(folder.resolve("scratch"));
  }

  @Test
  void clearingUpRemovesWhatADeadTrialLeftAndNothingOfALiveOne() throws Exception {
    PublishedBackup backup = trial.backUp();
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Files.createDirectory(scratch.resolve("somebody-drill"));
    BackupId one = trial.orders.nextJob();
    BackupId other = trial.orders.nextJob();
    try (ChildJvm dies = child(backup, one);
        ChildJvm lives = child(backup, other)) {
      assertThat(dies.line()).isEqualTo("WRITING");
      assertThat(lives.line()).isEqualTo("WRITING");
      String both = Shell.run(scratch, "ls | sort");
      assertThat(both).contains(one.value(), other.value());
      String place = Shell.describe(scratch.resolve(other.value() + "-drill"));
      drill.clearUp();
      assertThat(Shell.run(scratch, "ls | sort")).as("both are alive").isEqualTo(both);

      dies.kill();
      drill.clearUp();
      assertThat(scratch).isDirectoryNotContaining("glob:**" + one.value() + "-drill");
      assertThat(Shell.describe(scratch.resolve(other.value() + "-drill"))).isEqualTo(place);
    }
    assertThat(scratch.resolve("somebody-drill")).isDirectory();
  }

  private ChildJvm child(PublishedBackup backup, BackupId drill) throws IOException {
    return ChildJvm.start(
        DrillProgram.class,
        folder.resolve("backups"),
        folder.resolve("scratch"),
        backup.id(),
        drill);
  }

  @Override
  protected ComponentDrill drill() {
    return drill;
  }

  @Override
  protected PublishedBackup whole() {
    return trial.backUp();
  }

  @Override
  protected PublishedBackup damaged() throws Exception {
    PublishedBackup backup = trial.backUp();
    Shell.run(
        folder,
        "FILE=$(find backups -name 'config.tar*'); S=$(stat -c %s $FILE)\n"
            + "printf '\\xff\\x00\\xff' | dd of=$FILE bs=1 seek=$((S / 2)) conv=notrunc"
            + " status=none");
    return backup;
  }

  @Override
  protected Object surroundings() throws Exception {
    Files.createDirectories(folder.resolve("scratch"));
    return List.of(Shell.describe(root), Shell.run(folder.resolve("scratch"), "find ."));
  }

  @Override
  protected RestoreTrial trial() {
    return trial.orders;
  }
}
