package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.block.PlainStream;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads an artifact's file. */
record FileArtifactReader(Disk disk, Path path, Artifact artifact) implements ArtifactReader {

  @Override
  public Optional<InputStream> stored() {
    try {
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(Channels.newInputStream(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException failure) {
      throw disk.failure("cannot be opened", path, failure);
    }
  }

  @Override
  public InputStream plain() {
    return stream(0, 0);
  }

  @Override
  public InputStream plainFrom(long offset, BlockTable blocks) {
    if (offset < 0 || offset > artifact.plainBytes().value()) {
      throw new IllegalArgumentException(artifact.name() + " has no byte " + offset);
    }
    int block = blocks.blockAt(offset);
    PlainStream stream = stream(blocks.storedOffset(block), blocks.plainOffset(block));
    try {
      stream.skipTo(offset);
      return stream;
    } catch (ChronosException failure) {
      stream.close();
      throw failure;
    }
  }

  private PlainStream stream(long storedOffset, long plainOffset) {
    try {
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      return PlainStream.of(
          artifact,
          file.position(storedOffset),
          plainOffset,
          (what, cause) -> disk.failure(what, path, cause));
    } catch (NoSuchFileException gone) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT, disk.nameOf(path) + " is not there", gone);
    } catch (IOException failure) {
      throw disk.failure("cannot be opened", path, failure);
    }
  }
}
