package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the files of an archive. Whoever asks for them in the order of the archive has it
 * read once, from front to back; what is far ahead or behind is gone to through the blocks. For one
 * thread.
 */
public final class ArchiveContents implements AutoCloseable {
  /** What is so near is read over: to begin at another block costs about as much. */
  private static final long NEAR = 4 << 20;

  private final ArtifactReader archive;
  private final BlockTable blocks;
  private final ArtifactName index;
  private final byte[] buffer = new byte[64 * 1024];
  private @Nullable InputStream stored;
  private long position;

  ArchiveContents(ArtifactReader archive, BlockTable blocks, ArtifactName index) {
    this.archive = archive;
    this.blocks = blocks;
    this.index = index;
  }

  /**
   * Gives the content of a file to {@code target}.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where it is not what was backed up: found out
   *     at its end, so that what the target has got is to be trusted only once this returns
   * @throws IllegalArgumentException where that is no file with a content of its own
   * @throws IOException what the target throws
   */
  public void read(ArchivedEntry file, ConfigArchive.Target target) throws IOException {
    Content content =
        file.content()
            .orElseThrow(() -> new IllegalArgumentException(file.name() + " has no content"));
    if (content.offset() < 0
        || content.length() < 0
        || content.offset() > archive.artifact().plainBytes().value() - content.length()) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT, index + " has " + file.name() + " outside of the archive");
    }
    CheckedTarget checked = new CheckedTarget(target);
    copy(goTo(content.offset()), content, checked);
    Sha256 actual = checked.digest();
    if (!actual.equals(content.digest())) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "%s in %s has the SHA-256 %s and not %s"
              .formatted(file.name(), archive.artifact().name(), actual, content.digest()));
    }
  }

  private InputStream goTo(long offset) throws IOException {
    if (stored == null || offset < position || offset - position > NEAR) {
      close();
      stored = archive.plainFrom(offset, blocks);
      position = offset;
    }
    InputStream from = stored;
    while (position < offset) {
      take(from, offset - position);
    }
    return from;
  }

  private void copy(InputStream from, Content content, CheckedTarget target) throws IOException {
    if (content.holes().isEmpty()) {
      copy(from, content.size(), target);
      return;
    }
    SparseMap map = content.holes().get();
    long at = 0;
    for (int i = 0; i < map.stretches(); i++) {
      target.hole(map.offset(i) - at);
      copy(from, map.length(i), target);
      at = map.offset(i) + map.length(i);
    }
    target.hole(map.size() - at);
  }

  private void copy(InputStream from, long length, CheckedTarget target) throws IOException {
    long left = length;
    while (left > 0) {
      int read = take(from, left);
      target.data(buffer, read);
      left -= read;
    }
  }

  /** Reads some of the next bytes into the buffer, and says how many. */
  private int take(InputStream from, long most) throws IOException {
    int read = from.read(buffer, 0, (int) Math.min(buffer.length, most));
    if (read < 0) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT, archive.artifact().name() + " ends before its index says");
    }
    position += read;
    return read;
  }

  @Override
  public void close() throws IOException {
    if (stored != null) {
      stored.close();
      stored = null;
    }
  }
}
