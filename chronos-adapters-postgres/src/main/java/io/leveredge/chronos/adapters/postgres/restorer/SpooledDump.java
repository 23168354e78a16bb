package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import io.leveredge.chronos.adapters.postgres.restore.PlainDump;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A dump in a file that nobody else may read, and that is gone once this is closed. */
final class SpooledDump implements PlainDump, AutoCloseable {
  private final Path file;
  private final OutputStream output;
  private Optional<DumpIndex> index = Optional.empty();

  private SpooledDump(Path file, OutputStream output) {
    this.file = file;
    this.output = output;
  }

  /**
   * Begins one.
   *
   * @param prefix of the file's name, for {@link #removeLeft}
   */
  static SpooledDump in(Path folder, String prefix) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file =
          Files.createTempFile(
              folder,
              prefix,
              ".sql",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return new SpooledDump(file, new BufferedOutputStream(Files.newOutputStream(file)));
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "Cannot write a file into " + folder, failure);
    }
  }

  /** Removes what a dead service has left there. */
  static void removeLeft(Path folder, String prefix) {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().startsWith(prefix))) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException nothing) {
      // Nothing was ever written there.
    } catch (IOException | DirectoryIteratorException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED, "Cannot remove old files from " + folder, failure);
    }
  }

  void write(byte[] buffer, int offset, int length) {
    try {
      output.write(buffer, offset, length);
    } catch (IOException failure) {
      throw new ChronosException(ErrorCode.STORAGE_FAILED, "Cannot write " + file, failure);
    }
  }

  /** All of it is written. */
  void finish(DumpIndex ofIt) {
    try {
      output.close();
      index = Optional.of(ofIt);
    } catch (IOException failure) {
      throw new ChronosException(ErrorCode.STORAGE_FAILED, "Cannot write " + file, failure);
    }
  }

  @Override
  public DumpIndex index() {
    return index.orElseThrow();
  }

  @Override
  public InputStream open(long plainOffset) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return Channels.newInputStream(channel.position(plainOffset));
  }

  @Override
  public void close() {
    try {
      output.close();
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new ChronosException(ErrorCode.STORAGE_FAILED, "Cannot remove " + file, failure);
    }
  }
}
