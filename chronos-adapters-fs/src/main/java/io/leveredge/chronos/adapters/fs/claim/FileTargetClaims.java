package io.leveredge.chronos.adapters.fs.claim;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.ProcessLock;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.TargetClaims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Claims as locks on {@code .locks/<target>} of the backup directory, for all processes of this
 * machine that share it. The file holds the id of the job that has the claim.
 */
public final class FileTargetClaims implements TargetClaims {
  private final Disk disk;
  private final Path folder;

  public FileTargetClaims(Disk disk) {
    this.disk = disk;
    folder = disk.at(".locks");
  }

  @Override
  public Attempt tryClaim(TargetName target, BackupId job) {
    Path file = disk.privateFolder(folder).resolve(target.value());
    try {
      Optional<ProcessLock> lock = ProcessLock.tryTake(file);
      if (lock.isEmpty()) {
        return new Attempt.Busy(BackupId.parse(ProcessLock.note(file).strip()));
      }
      return new Attempt.Granted(claim(lock.get(), job));
    } catch (IOException e) {
      throw disk.failure("cannot be locked", file, e);
    }
  }

  private static Claim claim(ProcessLock lock, BackupId job) {
    try {
      lock.write(job + "\n");
    } catch (IOException e) {
      // The claim holds without its note: a full disk must not stop the job that makes room.
    }
    return new FileClaim(lock);
  }

  private record FileClaim(ProcessLock lock) implements Claim {
    @Override
    public Standing standing() {
      return lock.isHeld() ? Standing.HELD : Standing.LOST;
    }

    @Override
    public void close() {
      lock.close();
    }
  }
}
