package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Real backups of real files into a real backup directory, and tar to unpack them with. */
final class ConfigTrial {
  private final Path backups;
  private final Path unpacked;
  private int number;
  private LongConsumer whenRead = bytes -> {};

  /**
   * @param folder to work in; nothing else may be in it
   */
  ConfigTrial(Path folder) {
    backups = folder.resolve("backups");
    unpacked = folder.resolve("unpacked");
  }

  /** A backup that was made, and where its files lie. */
  record Made(ComponentResult result, BackupId id, Path folder, Codec codec) {
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

  /**
   * From now on that happens whenever some bytes of a file were read, before it is looked at again.
   */
  ConfigTrial whenRead(LongConsumer action) {
    whenRead = action;
    return this;
  }

  /** A backup as gzip of some roots. */
  Made capture(Path... roots) {
    return capture(Codec.GZIP, new ConfigSettings(List.of(roots), List.of(), List.of()));
  }

  Made capture(Codec codec, ConfigSettings settings) {
    BackupOrder order = SampleBackups.order(++number);
    try (StagedBackup staged = new FileArtifactStore(StoreSettings.of(backups)).stage(order)) {
      ComponentResult result =
          new ConfigFilesSource(settings)
              .capture(new Capture(order.id(), staged, codec, new Heard(), child -> {}));
      Backup backup = staged.publish(manifest(order, result));
      String directory = backup.published().orElseThrow().directory();
      return new Made(result, order.id(), backups.resolve(directory), codec);
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

  /** What is read back by the index. */
  ConfigArchive open(Made made) {
    FileArtifactStore store = new FileArtifactStore(StoreSettings.of(backups));
    String suffix = made.codec().suffix();
    return new ConfigArchive(
        store.open(made.id(), new ArtifactName("config.tar" + suffix)),
        store.open(made.id(), new ArtifactName("config.index.jsonl" + suffix)));
  }

  /** The content of a file, read by the index, holes as zeros. */
  byte[] content(Made made, Path path) throws IOException {
    ConfigArchive archive = open(made);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    archive.read(
        archive.find(RawName.of(path).from(1)).orElseThrow(),
        new ConfigArchive.Target() {
          @Override
          public void data(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
          }

          @Override
          public void hole(long length) {
            content.writeBytes(new byte[Math.toIntExact(length)]);
          }
        });
    return content.toByteArray();
  }

  /** Lists an archive with GNU tar, numbers for owners. */
  String list(Made made) throws IOException, InterruptedException {
    return Shell.run(
        backups,
        decompress(made) + " | tar -tv --numeric-owner --full-time --quoting-style=escape");
  }

  /** Unpacks an archive with GNU tar, as a person would, and answers where {@code path} is then. */
  Path unpack(Made made, Path path) throws IOException, InterruptedException {
    Path target = unpacked.resolve(Integer.toString(number));
    Files.createDirectories(target);
    Shell.run(target, decompress(made) + " | tar -x --numeric-owner -p -f - -C .");
    return target.resolve(path.getRoot().relativize(path));
  }

  private static String decompress(Made made) {
    String program =
        switch (made.codec()) {
          case GZIP -> "gunzip -c";
          case ZSTD -> "zstd -dc";
          case NONE -> "cat";
        };
    return program + " '" + made.archive() + "'";
  }

  private final class Heard implements CaptureProgress {
    @Override
    public void read(long bytes) {
      whenRead.accept(bytes);
    }

    @Override
    public void doing(String what) {}
  }
}
