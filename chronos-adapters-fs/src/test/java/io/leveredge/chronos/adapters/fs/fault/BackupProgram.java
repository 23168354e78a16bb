package io.leveredge.chronos.adapters.fs.fault;

import io.leveredge.chronos.adapters.fs.store.StoreStep;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.testkit.SampleBackups;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Makes or discards one backup in a process of its own: {@code publish|discard ROOT NUMBER BYTES
 * STEP}. It prints the step when it gets there, and stops there to be killed; otherwise it prints
 * {@code DONE} or the failure's code and message.
 */
final class BackupProgram {
  private final BackupFolder folder;
  private final BackupOrder order;
  private final String last;

  private BackupProgram(Path root, int number, String last) {
    folder = new BackupFolder(root, this::reached);
    order = SampleBackups.order(number);
    this.last = last;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    BackupProgram program =
        new BackupProgram(Path.of(arguments[1]), Integer.parseInt(arguments[2]), arguments[4]);
    try {
      if (arguments[0].equals("publish")) {
        program.publish(Integer.parseInt(arguments[3]));
      } else {
        program.folder.store.discard(program.order.id());
      }
      System.out.println("DONE");
    } catch (ChronosException failure) {
      System.out.println(failure.code() + " " + failure.getMessage());
    }
  }

  /** Makes the backup and does not note its end, as if the process died right after. */
  private void publish(int bytes) {
    RunJournal.Run run = folder.journal.begin(order);
    folder.publish(order, bytes);
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
