package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.adapters.fs.tar.TarEntry;
import io.leveredge.chronos.adapters.fs.tar.TarWriter;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Reads regular files into the archive. A file of up to a mebibyte is read whole before any of it
 * is written, so that to read it again costs nothing. A larger one is written as it is read; where
 * it changed meanwhile, another entry of the same name follows, which replaces the first wherever
 * the archive is unpacked.
 */
final class FileArchiver {
  private static final int SMALL = 1 << 20;
  private static final byte[] ZEROS = new byte[64 * 1024];

  private final TarWriter tar;
  private final CaptureProgress progress;
  private final byte[] bytes = new byte[SMALL + 1];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final HoleSearch holes = new HoleSearch();
  private final MessageDigest digest = Sha256.digest();

  FileArchiver(TarWriter tar, CaptureProgress progress) {
    this.tar = tar;
    this.progress = progress;
  }

  /** A file on its way into the archive. */
  interface Attempt {
    Path path();

    Inode inode();

    /** The header for a content of that size and with those holes. */
    TarEntry entry(long size, Optional<SparseMap> holes);

    /** Whether to store what could be read although it changed: nobody will try again. */
    boolean last();

    /** It is in the archive. */
    void stored(TarEntry entry, StoredContent content);
  }

  /**
   * Reads a file that was opened.
   *
   * @throws FileChangedException when it changed meanwhile; on the last attempt it is stored as it
   *     was read
   */
  void archive(SeekableByteChannel file, Attempt attempt) throws IOException {
    if (attempt.inode().size() <= SMALL) {
      small(file, attempt);
    } else {
      large(file, attempt);
    }
  }

  private void small(SeekableByteChannel file, Attempt attempt) throws IOException {
    int size = (int) attempt.inode().size();
    buffer.clear().limit(size + 1);
    int read = file.read(buffer);
    // All there should be has come, and less than was asked for: that was the end of the file.
    while (read >= 0 && buffer.position() != size && buffer.hasRemaining()) {
      read = file.read(buffer);
    }
    int length = buffer.position();
    progress.read(length);
    boolean still = length == size && attempt.inode().isStill(attempt.path());
    if (!still && !attempt.last()) {
      throw new FileChangedException("it changed");
    }
    TarEntry entry = attempt.entry(length, Optional.empty());
    tar.begin(entry);
    long offset = tar.position();
    tar.content(bytes, 0, length);
    tar.end();
    digest.reset();
    digest.update(bytes, 0, length);
    attempt.stored(entry, new StoredContent(offset, Sha256.from(digest), !still));
    if (!still) {
      throw new FileChangedException("it changed");
    }
  }

  private void large(SeekableByteChannel file, Attempt attempt) throws IOException {
    long size = attempt.inode().size();
    Optional<SparseMap> map = holes.search(file, size);
    TarEntry entry = attempt.entry(size, map);
    tar.begin(entry);
    long offset = tar.position();
    digest.reset();
    boolean whole;
    try {
      whole = map.isPresent() ? data(file, map.get()) : copy(file, 0, size);
    } catch (ClosedByInterruptException stopped) {
      throw stopped; // Nobody will read the archive.
    } catch (IOException unreadable) {
      end();
      throw unreadable;
    }
    end();
    boolean still = whole && attempt.inode().isStill(attempt.path());
    if (still || attempt.last()) {
      attempt.stored(entry, new StoredContent(offset, Sha256.from(digest), !still));
    }
    if (!still) {
      throw new FileChangedException(whole ? "it changed" : "it became shorter");
    }
  }

  /** Ends the entry as its header promised, whatever was read: what follows has to be found. */
  private void end() {
    tar.fillUp();
    tar.end();
  }

  private boolean data(SeekableByteChannel file, SparseMap map) throws IOException {
    boolean whole = true;
    long at = 0;
    for (int i = 0; i < map.stretches(); i++) {
      hashZeros(map.offset(i) - at);
      whole &= copy(file, map.offset(i), map.length(i));
      at = map.offset(i) + map.length(i);
    }
    hashZeros(map.size() - at);
    return whole;
  }

  /** Copies a stretch, and says whether it was all there; what was not there is hashed as zeros. */
  private boolean copy(SeekableByteChannel file, long offset, long length) throws IOException {
    file.position(offset);
    long left = length;
    while (left > 0) {
      buffer.clear().limit((int) Math.min(SMALL, left));
      int read = file.read(buffer);
      if (read < 0) {
        hashZeros(left);
        return false;
      }
      digest.update(bytes, 0, read);
      tar.content(bytes, 0, read);
      progress.read(read);
      left -= read;
    }
    return true;
  }

  private void hashZeros(long length) {
    for (long left = length; left > 0; left -= ZEROS.length) {
      digest.update(ZEROS, 0, (int) Math.min(ZEROS.length, left));
    }
  }
}
