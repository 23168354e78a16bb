package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** Tries out that the backup directory takes a file and gives it back. */
final class Probe {
  private final Disk disk;

  Probe(Disk disk) {
    this.disk = disk;
  }

  void run() {
    Path staging = disk.privateFolder(disk.at(FileNames.STAGING));
    String word = UUID.randomUUID().toString();
    byte[] content = word.getBytes(StandardCharsets.US_ASCII);
    Path file = staging.resolve(".probe-" + word);
    try {
      disk.writeNew(file, content, () -> {});
      disk.syncFolder(staging);
      if (!Arrays.equals(content, Files.readAllBytes(file))) {
        throw new ChronosException(
            ErrorCode.STORAGE_FAILED, disk.nameOf(file) + " does not hold what was written to it");
      }
    } catch (IOException e) {
      throw disk.failure("cannot be read back", file, e);
    } finally {
      remove(file);
    }
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw disk.failure("cannot be removed", file, e);
    }
  }
}
