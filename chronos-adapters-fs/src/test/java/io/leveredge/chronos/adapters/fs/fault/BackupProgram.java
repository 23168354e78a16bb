package io.leveredge.chronos.adapters.fs.fault;

import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.adapters.fs.store.StoreStep;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Makes or discards one backup in a process of its own: {@code publish|discard ROOT NUMBER BYTES
 * STEP}. It prints the step when it gets there, and stops there to be killed; otherwise it prints
 * {@code DONE} or the failure's code and message.
 */
final class BackupProgram {
  static final ArtifactName DUMP = new ArtifactName("database.sql.gz");

  private final FileArtifactStore store;
  private final FileRunJournal journal;
  private final BackupOrder order;
  private final int bytes;
  private final String last;

  private BackupProgram(Path root, int number, int bytes, String last) {
    StoreSettings settings = new StoreSettings(root, ByteCount.ZERO, Sharing.NONE, 1, 1);
    store = new FileArtifactStore(settings, this::reached);
    journal = new FileRunJournal(settings.disk());
    order = SampleBackups.order(number);
    this.bytes = bytes;
    this.last = last;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    BackupProgram program =
        new BackupProgram(
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            arguments[4]);
    try {
      if (arguments[0].equals("publish")) {
        program.publish();
      } else {
        program.store.discard(program.order.id());
      }
      System.out.println("DONE");
    } catch (ChronosException failure) {
      System.out.println(failure.code() + " " + failure.getMessage());
    }
  }

  /** Incompressible bytes, so that they take as much of a disk as they are. */
  private void publish() {
    byte[] content = new byte[bytes];
    new Random(7).nextBytes(content);
    var run = journal.begin(order);
    try (StagedBackup staged = store.stage(order);
        ArtifactSink sink = staged.artifact(DUMP, Codec.GZIP)) {
      sink.write(content, 0, content.length);
      staged.publish(ArtifactStoreContract.manifest(order, sink.finish()));
    }
    run.close();
  }

  @SuppressWarnings("SystemOut")
  private void reached(StoreStep step) {
    if (step.toString().equals(last)) {
      System.out.println(step);
      System.out.flush();
      try {
        new CountDownLatch(1).await(); // Until the parent kills this process.
      } catch (InterruptedException nobody) {
        throw new AssertionError(nobody);
      }
    }
  }
}
