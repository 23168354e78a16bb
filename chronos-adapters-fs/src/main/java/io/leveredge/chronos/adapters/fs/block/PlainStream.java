package io.leveredge.chronos.adapters.fs.block;

import com.github.luben.zstd.ZstdInputStream;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * The decompressed bytes of an artifact from the beginning of a block on. It ends where the
 * artifact does and nowhere else: decompressors call a file that is cut between two blocks whole.
 */
public final class PlainStream extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private final Artifact artifact;
  private final InputStream plain;
  private final FileChannel file;
  private final Failure failure;
  private long position;

  /** Says that the file could not be read. */
  @FunctionalInterface
  public interface Failure {
    ChronosException of(String what, IOException cause);
  }

  private PlainStream(
      Artifact artifact, InputStream plain, FileChannel file, long position, Failure failure) {
    this.artifact = artifact;
    this.plain = plain;
    this.file = file;
    this.position = position;
    this.failure = failure;
  }

  /**
   * Opens the stream; it closes the file with itself, and where it cannot be opened at once.
   *
   * @param file positioned at the first byte of a block
   * @param position of that block in the decompressed artifact
   */
  public static PlainStream of(
      Artifact artifact, FileChannel file, long position, Failure failure) {
    InputStream stored = new BufferedInputStream(new Stored(file, failure), BUFFER);
    try {
      boolean empty = position == artifact.plainBytes().value();
      InputStream plain = empty ? InputStream.nullInputStream() : decompress(artifact, stored);
      return new PlainStream(artifact, plain, file, position, failure);
    } catch (IOException notCompressed) {
      throw closing(file, corrupt(artifact, notCompressed));
    } catch (ChronosException unreadable) {
      throw closing(file, unreadable);
    }
  }

  private static InputStream decompress(Artifact artifact, InputStream stored) throws IOException {
    return switch (artifact.codec()) {
      case NONE -> stored;
      case GZIP -> new GzipMembers(stored);
      case ZSTD -> new ZstdInputStream(stored);
    };
  }

  private static ChronosException closing(FileChannel file, ChronosException first) {
    try {
      file.close();
    } catch (IOException second) {
      first.addSuppressed(second);
    }
    return first;
  }

  /** Passes over bytes until that offset is the next. */
  public void skipTo(long offset) {
    byte[] passed = new byte[BUFFER];
    while (position < offset) {
      if (read(passed, 0, (int) Math.min(passed.length, offset - position)) < 0) {
        throw new IllegalArgumentException(artifact.name() + " has no byte " + offset);
      }
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    long left = artifact.plainBytes().value() - position;
    try {
      if (left == 0) {
        if (plain.read() >= 0) { // Only here the last block's own check is looked at.
          throw new IOException("it goes on behind its end");
        }
        return -1;
      }
      int read = plain.read(bytes, offset, (int) Math.min(length, left));
      if (read <= 0) {
        throw new IOException("it ends after " + position + " bytes");
      }
      position += read;
      return read;
    } catch (IOException broken) {
      throw corrupt(artifact, broken);
    }
  }

  @Override
  public void close() {
    try {
      plain.close();
      file.close();
    } catch (IOException e) {
      throw failure.of("cannot be closed", e);
    }
  }

  private static ChronosException corrupt(Artifact artifact, IOException reason) {
    return new ChronosException(
        ErrorCode.BACKUP_CORRUPT, artifact.name() + " is damaged: " + reason.getMessage(), reason);
  }

  /** The file, whose own failures are told from those of the decompressor above it. */
  private static final class Stored extends FilterInputStream {
    private final Failure failure;

    Stored(FileChannel file, Failure failure) {
      super(Channels.newInputStream(file));
      this.failure = failure;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException unreadable) {
        throw failure.of("cannot be read", unreadable);
      }
    }
  }
}
