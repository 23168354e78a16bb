package io.leveredge.chronos.adapters.fs.fault;

import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a good backup, then one that the disk has no room for or that it refuses, and looks at what
 * is left: {@code ROOT full|readonly}. Prints the failure, then {@code INTACT}.
 */
final class FullDiskProgram {
  private static final int MORE_THAN_FITS = 3_000_000;

  private FullDiskProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    BackupFolder backups = new BackupFolder(Path.of(arguments[0]));
    BackupOrder failing = SampleBackups.order(2);
    var earlier = backups.earlier();
    boolean readOnly = arguments[1].equals("readonly");
    if (readOnly && isMounted(backups.root)) {
      ChildJvm.run(Path.of("/"), "mount", "-o", "remount,bind,ro", arguments[0]);
    }
    try {
      backups.publish(failing, MORE_THAN_FITS);
      System.out.println("DONE");
    } catch (ChronosException failure) {
      System.out.println(failure.code() + " " + failure.getMessage());
    }
    backups.holdsWhole(earlier.id());
    if (!backups.stagingIsEmpty()) {
      System.out.println("LEFTOVERS");
    }
    if (!readOnly) {
      backups.publish(SampleBackups.order(3), 1000);
      backups.holdsWhole(SampleBackups.order(3).id(), earlier.id());
    }
    System.out.println("INTACT");
  }

  private static boolean isMounted(Path root) throws IOException {
    return Files.getFileStore(root).type().equals("tmpfs");
  }
}
