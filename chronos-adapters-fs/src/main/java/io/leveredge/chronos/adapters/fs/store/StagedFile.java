package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.block.StoredFile;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An artifact's file in staging. */
final class StagedFile implements StoredFile {
  private final Disk disk;
  private final Path path;
  private final StoreStep.Listener listener;
  private final FileChannel channel;

  /** Makes the file, which must not be there yet. */
  StagedFile(Disk disk, Path path, StoreStep.Listener listener) {
    this.disk = disk;
    this.path = path;
    this.listener = listener;
    try {
      Files.createFile(path);
      disk.share(path);
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw disk.failure("cannot be made", path, e);
    }
  }

  @Override
  public void write(byte[] bytes, int length) {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw disk.failure("cannot be written", path, e);
    }
  }

  @Override
  public void sync() {
    listener.reached(PublishStep.ARTIFACT_WRITTEN);
    try {
      channel.force(true);
    } catch (IOException e) {
      throw disk.failure("cannot be synced", path, e);
    }
    listener.reached(PublishStep.ARTIFACT_SYNCED);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw disk.failure("cannot be closed", path, e);
    }
  }
}
