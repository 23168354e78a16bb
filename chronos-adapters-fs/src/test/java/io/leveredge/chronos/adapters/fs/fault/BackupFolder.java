package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.adapters.fs.store.StoreStep;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A backup directory as a person with coreutils and a fresh process of ours see it. */
final class BackupFolder {
  private static final ArtifactName DUMP = new ArtifactName("database.sql.gz");

  final Path root;
  final FileArtifactStore store;
  final FileRunJournal journal;

  BackupFolder(Path root) {
    this(root, step -> {});
  }

  BackupFolder(Path root, StoreStep.Listener listener) {
    this.root = root;
    StoreSettings settings = StoreSettings.of(root);
    store = new FileArtifactStore(settings, listener);
    journal = new FileRunJournal(settings.disk());
  }

  /** A backup made well, before the fault. */
  Backup earlier() {
    BackupOrder order = SampleBackups.order(1);
    try (RunJournal.Run run = journal.begin(order)) {
      Backup backup = publish(order, 10_000);
      run.ended(backup);
      journal.told(backup.id());
      return backup;
    }
  }

  /** A backup of so many bytes that cannot be compressed. */
  Backup publish(BackupOrder order, int bytes) {
    byte[] content = new byte[bytes];
    new Random(7).nextBytes(content);
    try (StagedBackup staged = store.stage(order);
        ArtifactSink sink = staged.artifact(DUMP, Codec.GZIP)) {
      sink.write(content, 0, content.length);
      return staged.publish(ArtifactStoreContract.manifest(order, sink.finish()));
    }
  }

  /** The directories that look like backups to anybody: those with a manifest. */
  List<String> withManifest() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !root.relativize(file).toString().startsWith("."))
          .filter(file -> file.endsWith("manifest.json"))
          .map(file -> root.relativize(file.getParent()).toString())
          .sorted()
          .toList();
    }
  }

  /** That exactly these are there, and that each is whole as sha256sum sees it. */
  void holdsWhole(BackupId... newestFirst) throws IOException, InterruptedException {
    assertThat(store.published()).extracting(Backup::id).containsExactly(newestFirst);
    assertThat(store.unreadable()).isEmpty();
    assertThat(withManifest()).hasSize(newestFirst.length);
    for (String directory : withManifest()) {
      assertThat(ChildJvm.run(root.resolve(directory), "sha256sum", "--strict", "-c", "SHA256SUMS"))
          .contains("database.sql.gz: OK");
    }
  }

  /** That the run died, and that nothing is left of it once its staging is removed. */
  void settlesTo(BackupId run) throws IOException {
    var dead = journal.dead();
    assertThat(dead).extracting(left -> left.order().id()).containsExactly(run);
    store.removeStaging(run);
    dead.forEach(left -> left.close());
    assertThat(stagingIsEmpty()).isTrue();
  }

  boolean stagingIsEmpty() throws IOException {
    try (Stream<Path> left = Files.list(root.resolve(".staging"))) {
      return left.findAny().isEmpty();
    }
  }
}
