package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;

/** Writes artifacts into a folder, a small block at a time, so that even short dumps have many. */
final class FolderStaging implements StagedBackup {
  private static final int BLOCK = 16 * 1024;

  private final Path folder;

  FolderStaging(Path folder) {
    this.folder = folder;
  }

  @Override
  public ArtifactSink artifact(ArtifactName name, Codec codec) {
    try {
      return new Sink(name, codec, Files.newOutputStream(folder.resolve(name.value())));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Backup publish(Manifest manifest) {
    throw new IllegalStateException("No source publishes");
  }

  @Override
  public void close() {}

  private static final class Sink implements ArtifactSink {
    private final ArtifactName name;
    private final Codec codec;
    private final OutputStream file;
    private final MessageDigest plainDigest = Sha256.digest();
    private final MessageDigest storedDigest = Sha256.digest();
    private final BlockTable blocks = new BlockTable();
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long taken;
    private long flushed;
    private long stored;

    Sink(ArtifactName name, Codec codec, OutputStream file) {
      this.name = name;
      this.codec = codec;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      plainDigest.update(bytes, offset, length);
      taken += length;
      int from = offset;
      while (from < offset + length) {
        int part = Math.min(BLOCK - filled, offset + length - from);
        System.arraycopy(bytes, from, block, filled, part);
        filled += part;
        from += part;
        if (filled == BLOCK) {
          flush();
        }
      }
    }

    private void flush() {
      try {
        blocks.add(flushed, stored);
        flushed += filled;
        if (codec == Codec.GZIP) {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (OutputStream packer = new GZIPOutputStream(packed)) {
            packer.write(block, 0, filled);
          }
          store(packed.toByteArray(), packed.size());
        } else {
          store(block, filled);
        }
        filled = 0;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private void store(byte[] bytes, int length) throws IOException {
      storedDigest.update(bytes, 0, length);
      file.write(bytes, 0, length);
      stored += length;
    }

    @Override
    public long position() {
      return taken;
    }

    @Override
    public StoredArtifact finish() {
      flush();
      close();
      return new StoredArtifact(
          new Artifact(
              name,
              codec,
              ByteCount.of(stored),
              Sha256.from(storedDigest),
              ByteCount.of(taken),
              Sha256.from(plainDigest)),
          blocks);
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
