package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.disk.ProcessLock;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores all configuration files of a backup into a scratch folder, reads all of it back and
 * compares it with what the backup says. Devices and pipes are left out; owners are compared where
 * the service may set them.
 */
public final class ConfigFilesDrill implements ComponentDrill {
  private static final String SUFFIX = "-drill";
  private static final Path LOCK = Path.of("lock");
  private static final Path TREE = Path.of("tree");

  /** So many differences are told. */
  private static final PlanPage TOLD = PlanPage.withoutUnchanged(0, 10);

  private final Path folder;

  /**
   * @param folder in which a scratch folder is made for each trial; made where it is missing. Only
   *     what ends in {@code -drill} is this one's there
   */
  public ConfigFilesDrill(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Component component() {
    return Component.CONFIG;
  }

  @Override
  public Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress) {
    Path scratch = folder.resolve(drill.value() + SUFFIX);
    try {
      ProcessLock lock = make(scratch);
      try {
        return new Trial(drill, scratch.resolve(TREE), backup, progress).run();
      } finally {
        remove(scratch);
        lock.close();
      }
    } catch (IOException failure) {
      throw unavailable(scratch, failure);
    }
  }

  @Override
  public void clearUp() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path each : all) {
        String name = each.getFileName().toString();
        if (BackupId.parse(name.substring(0, name.length() - SUFFIX.length())).isPresent()) {
          removeIfDead(each);
        }
      }
    } catch (IOException failure) {
      throw unavailable(folder, failure);
    }
  }

  private void removeIfDead(Path scratch) throws IOException {
    Optional<ProcessLock> lock = ProcessLock.tryTake(scratch.resolve(LOCK));
    if (lock.isPresent()) {
      remove(scratch);
      lock.get().close();
    }
  }

  private ProcessLock make(Path scratch) throws IOException {
    Files.createDirectories(folder);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(scratch, mode);
    ProcessLock lock =
        ProcessLock.tryTake(scratch.resolve(LOCK))
            .orElseThrow(() -> new IOException("somebody else has it"));
    Files.createDirectory(scratch.resolve(TREE), mode);
    return lock;
  }

  private void remove(Path scratch) throws IOException {
    boolean interrupted = Thread.interrupted(); // It is to be gone however the trial ended.
    try (Folder in = Folder.open(new Descriptors(), folder)) {
      Removal.remove(in, scratch.getFileName());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ChronosException unavailable(Path place, IOException failure) {
    return new ChronosException(
        ErrorCode.STORAGE_FAILED,
        "The scratch folder %s cannot be used: %s".formatted(place, Reason.of(failure)),
        failure);
  }

  /** One trial in a scratch folder. */
  private static final class Trial {
    private final BackupId drill;
    private final Path tree;
    private final PublishedBackup backup;
    private final CaptureProgress progress;
    private final Setting setting = Setting.of(List.of(), false);
    private final Figures figures = new Figures();

    Trial(BackupId drill, Path tree, PublishedBackup backup, CaptureProgress progress) {
      this.drill = drill;
      this.tree = tree;
      this.backup = backup;
      this.progress = progress;
    }

    Drill.Trial run() {
      List<String> differences = new ArrayList<>();
      try {
        ConfigArchive archive = OpenBackup.files(backup);
        archive.entries(figures::add);
        restore(archive);
        differences.addAll(compare(archive));
      } catch (ChronosException failure) {
        switch (failure.code()) {
          case BACKUP_CORRUPT, BACKUP_NOT_RESTORABLE, RESTORE_DIFFERS, NOT_FOUND ->
              differences.add(String.valueOf(failure.getMessage()));
          default -> throw failure;
        }
      }
      return new Drill.Trial(
          Component.CONFIG,
          "a scratch folder",
          figures.all(),
          differences,
          figures.leftOut(setting.privileges().mayChown()));
    }

    private void restore(ConfigArchive archive) {
      progress.doing("restoring the files into a scratch folder");
      Scan scan = scan(archive, new Changes(PlanPage.FIRST));
      for (Obstacle obstacle : scan.obstacles()) {
        if (obstacle.blocks()) {
          throw new ChronosException(
              obstacle.kind() == Obstacle.Kind.DISK_SPACE
                  ? ErrorCode.INSUFFICIENT_SPACE
                  : ErrorCode.RESTORE_BLOCKED,
              obstacle.what());
        }
      }
      try (Restoration restoration =
          new Restoration(
              setting,
              archive,
              scan,
              guarded(archive),
              () -> new ScratchLayout(tree),
              drill.value(),
              false,
              progress)) {
        restoration.files();
        restoration.folders();
      } catch (IOException failure) {
        setting.goOn();
        throw unavailable(tree, failure);
      }
    }

    /** What is not as the backup says, the first of it in words. */
    private List<String> compare(ConfigArchive archive) {
      progress.doing("comparing the restored files with the backup");
      Changes changes = new Changes(TOLD);
      Scan scan = scan(archive, changes);
      List<String> wrong = new ArrayList<>();
      scan.obstacles().stream().filter(Obstacle::blocks).map(Obstacle::what).forEach(wrong::add);
      changes.onPage().stream().map(Trial::sentence).forEach(wrong::add);
      long same = changes.counts().getOrDefault(ChangeKind.UNCHANGED, 0L);
      if (wrong.isEmpty() && same + scan.devices() != figures.entries()) {
        wrong.add("%d of %d entries came out".formatted(same, figures.entries()));
      }
      return wrong;
    }

    private static String sentence(Change change) {
      return change.kind() == ChangeKind.CREATED
          ? change.name() + " did not come out"
          : change.name() + " came out with another " + change.note().orElse("content");
    }

    private Scan scan(ConfigArchive archive, Changes changes) {
      Scan scan =
          new Scan(setting, archive, new Selection(List.of()), guarded(archive), false, changes);
      scan.run(new ScratchLayout(tree));
      return scan;
    }

    private Guarded guarded(ConfigArchive archive) {
      return new Guarded(setting, List.of(), archive.scope());
    }
  }
}
