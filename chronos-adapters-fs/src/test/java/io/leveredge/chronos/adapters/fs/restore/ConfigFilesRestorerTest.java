package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.ComponentRestorerContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files keep what every restorer promises. */
final class ConfigFilesRestorerTest extends ComponentRestorerContract {
  @TempDir Path folder;
  private Path root;
  private FilesTrial trial;
  private int changes;

  @BeforeEach
  void writeFiles() throws Exception {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    Shell.run(
        root,
        """
        mkdir -p app/empty; echo key=value >app/main.conf; echo secret >app/key; chmod 0600 app/key
        ln -s main.conf app/link; ln app/key app/hard; head -c 300000 /dev/urandom >app/large
        touch -d '2020-01-02 03:04:05.123456789' app app/main.conf
        """);
    trial = FilesTrial.of(folder.resolve("backups"), root);
  }

  @Override
  protected ComponentRestorer restorer() {
    return trial.restorer;
  }

  @Override
  protected PublishedBackup backUp() {
    return trial.backUp();
  }

  @Override
  protected void change() throws Exception {
    Files.writeString(root.resolve("app/main.conf"), "key = other " + ++changes + "\n");
  }

  @Override
  protected void remove() throws Exception {
    Shell.run(root, "rm -r app/key app/empty app/link");
  }

  @Override
  protected Object read() throws Exception {
    return Shell.describe(root);
  }

  @Override
  protected RestoreChoice askingForWhatIsNowhere() {
    return FilesTrial.choice(false, root + "/nowhere");
  }

  @Override
  protected RestoreTrial trial() {
    return trial.orders;
  }
}
