package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Real backups of real files into a real backup directory, and tar to unpack them with. */
final class ConfigTrial {
  private final Path backups;
  private final Path unpacked;
  private int number;

  /**
   * @param folder to work in; nothing else may be in it
   */
  ConfigTrial(Path folder) {
    backups = folder.resolve("backups");
    unpacked = folder.resolve("unpacked");
  }

  /** A backup that was made, and where its files lie. */
  record Made(ComponentResult result, Path folder, Codec codec) {
    Path archive() {
      return folder.resolve("config.tar" + codec.suffix());
    }

    Path index() {
      return folder.resolve("config.index.jsonl" + codec.suffix());
    }

    String fact(String name) {
      return String.valueOf(result.facts().get(name));
    }
  }

  Path backups() {
    return backups;
  }

  Made capture(Path... roots) {
    return capture(Codec.GZIP, new ConfigSettings(List.of(roots), List.of(), List.of()));
  }

  Made capture(Codec codec, ConfigSettings settings) {
    BackupOrder order = SampleBackups.order(++number);
    try (StagedBackup staged = new FileArtifactStore(StoreSettings.of(backups)).stage(order)) {
      ComponentResult result =
          new ConfigFilesSource(settings)
              .capture(new Capture(order.id(), staged, codec, new Unheard(), child -> {}));
      Backup backup = staged.publish(manifest(order, result));
      String directory = backup.published().orElseThrow().directory();
      return new Made(result, backups.resolve(directory), codec);
    }
  }

  private static Manifest manifest(BackupOrder order, ComponentResult result) {
    boolean whole = result.state() == ComponentResult.State.COMPLETED;
    return new Manifest(
        Manifest.CURRENT_FORMAT,
        "CHRONOS test",
        order,
        whole ? BackupState.COMPLETED : BackupState.PARTIAL,
        order.createdAt(),
        List.of(result),
        List.of(),
        Optional.empty());
  }

  /** Unpacks an archive with GNU tar, as a person would, and answers where {@code path} is then. */
  Path unpack(Made made, Path path) throws IOException, InterruptedException {
    Path target = unpacked.resolve(Integer.toString(number));
    Files.createDirectories(target);
    String decompress =
        switch (made.codec()) {
          case GZIP -> "gunzip -c";
          case ZSTD -> "zstd -dc";
          case NONE -> "cat";
        };
    Shell.run(
        target, decompress + " '" + made.archive() + "' | tar -x --numeric-owner -p -f - -C .");
    return target.resolve(path.getRoot().relativize(path));
  }

  private static final class Unheard implements CaptureProgress {
    @Override
    public void read(long bytes) {}

    @Override
    public void doing(String what) {}
  }
}
