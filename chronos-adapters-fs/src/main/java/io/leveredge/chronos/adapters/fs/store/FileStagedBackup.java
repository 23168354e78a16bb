package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.block.BlockSink;
import io.leveredge.chronos.adapters.fs.block.Compression;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Uninterrupted;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A folder in staging, of one run. */
final class FileStagedBackup implements StagedBackup {
  private final Disk disk;
  private final StoreSettings settings;
  private final StoreStep.Listener listener;
  private final BackupOrder order;
  private final Path folder;
  private final Map<ArtifactName, BlockSink> open = new ConcurrentHashMap<>();
  private final Map<ArtifactName, Artifact> finished = new ConcurrentHashMap<>();
  private State state = State.STAGING;

  private enum State {
    STAGING,
    /** Publication began; whatever came of it, it is not tried again. */
    TRIED,
    PUBLISHED,
    CLOSED
  }

  FileStagedBackup(
      Disk disk,
      StoreSettings settings,
      StoreStep.Listener listener,
      BackupOrder order,
      Path folder) {
    this.disk = disk;
    this.settings = settings;
    this.listener = listener;
    this.order = order;
    this.folder = folder;
  }

  @Override
  public ArtifactSink artifact(ArtifactName name, Codec codec) {
    checkStaging();
    FileNames.checkFree(name);
    if (open.containsKey(name) || finished.containsKey(name)) {
      throw new IllegalStateException(name + " of " + order.id() + " was opened before");
    }
    Path path = folder.resolve(name.value());
    Compression compression =
        new Compression(codec, settings.compressionLevel(), settings.compressors());
    BlockSink sink =
        new BlockSink(
            name, compression, () -> new StagedFile(disk, path, listener), listenerOf(name, path));
    open.put(name, sink);
    return sink;
  }

  private BlockSink.Listener listenerOf(ArtifactName name, Path path) {
    return new BlockSink.Listener() {
      @Override
      public void finished(StoredArtifact stored) {
        finished.put(name, stored.artifact());
        open.remove(name);
      }

      @Override
      public void givenUp() {
        open.remove(name);
        try {
          Files.deleteIfExists(path);
        } catch (IOException e) {
          throw disk.failure("cannot be removed", path, e);
        }
      }
    };
  }

  @Override
  public Backup publish(Manifest manifest) {
    checkStaging();
    check(manifest);
    state = State.TRIED;
    Publication publication = new Publication(disk, listener, folder, manifest);
    Backup backup =
        Uninterrupted.call("publish-" + order.id(), () -> publication.publish(finished.values()));
    state = State.PUBLISHED;
    return backup;
  }

  /** A manifest that promises what is not there would be a lie that only a restore finds out. */
  private void check(Manifest manifest) {
    if (!manifest.order().equals(order)) {
      throw new IllegalArgumentException("The manifest is of another order than " + order.id());
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException(open.keySet() + " of " + order.id() + " are still open");
    }
    manifest.artifacts().stream()
        .filter(artifact -> !artifact.equals(finished.get(artifact.name())))
        .forEach(
            artifact -> {
              throw new IllegalArgumentException(
                  "The manifest of "
                      + order.id()
                      + " names another "
                      + artifact.name()
                      + " than was stored");
            });
  }

  private void checkStaging() {
    if (state != State.STAGING) {
      throw new IllegalStateException(order.id() + " is " + state);
    }
  }

  @Override
  public void close() {
    State before = state;
    state = State.CLOSED;
    if (before == State.STAGING || before == State.TRIED) {
      open.values().forEach(FileStagedBackup::giveUp);
      disk.removeTree(folder);
    }
  }

  private static void giveUp(BlockSink sink) {
    try {
      sink.close();
    } catch (ChronosException unremovable) {
      // Removing the whole folder, which comes next, says so too, and the other sinks come first.
    }
  }
}
