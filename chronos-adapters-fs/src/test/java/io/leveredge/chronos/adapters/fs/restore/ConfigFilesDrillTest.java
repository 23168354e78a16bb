package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.ComponentDrillContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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
