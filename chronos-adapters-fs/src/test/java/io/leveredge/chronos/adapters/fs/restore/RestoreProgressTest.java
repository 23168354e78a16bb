package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.HeardProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreProgressTest {

  @Test
  void ofTheFilesAsMuchIsReadAsWasExpectedAndWhatStaysIsNoPartOfIt(@TempDir Path folder)
      throws Exception {
    Path root = Files.createDirectory(folder.resolve("etc"));
    for (String name : new String[] {"changed", "lost", "stays"}) {
      Files.writeString(root.resolve(name), "x".repeat(300_000));
    }
    FilesTrial trial = FilesTrial.of(folder.resolve("backups"), root);
    PublishedBackup backup = trial.backUp();
    Files.writeString(root.resolve("changed"), "short");
    Files.delete(root.resolve("lost"));
    HeardProgress heard = new HeardProgress();
    trial.restorer.restore(
        new RestoreWork(trial.orders.nextId(), backup, FilesTrial.all(), Optional.empty(), heard),
        step -> {});
    assertThat(heard.stretches())
        .singleElement()
        .satisfies(it -> assertThat(it.expected()).isEqualTo(600_000))
        .satisfies(it -> assertThat(it.read()).isEqualTo(600_000));
  }
}
