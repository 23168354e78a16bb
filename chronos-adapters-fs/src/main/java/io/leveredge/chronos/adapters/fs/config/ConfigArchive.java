package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * An archive of configuration files of which single files can be read: only the blocks in which
 * they lie are decompressed.
 */
public final class ConfigArchive {
  private final ArtifactReader archive;
  private final ArtifactReader index;
  private final BlockTable blocks;

  /**
   * Opens an archive by reading its index once.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where the index cannot be understood
   */
  public ConfigArchive(ArtifactReader archive, ArtifactReader index) {
    this.archive = archive;
    this.index = index;
    blocks = read(new ConfigIndexReader.Listener() {});
  }

  /** Takes the content of a file, in order. */
  public interface Target {
    /** Some bytes, to be used before this returns. */
    void data(byte[] bytes, int offset, int length) throws IOException;

    /** So many bytes that are zero and were not stored. */
    void hole(long length) throws IOException;
  }

  /** Goes through all entries, in the order of the archive. */
  public void entries(Consumer<ArchivedEntry> each) {
    read(
        new ConfigIndexReader.Listener() {
          @Override
          public void entry(ArchivedEntry entry) {
            each.accept(entry);
          }
        });
  }

  /** The entry of that name: an absolute path without its leading slash. */
  public Optional<ArchivedEntry> find(RawName name) {
    AtomicReference<Optional<ArchivedEntry>> found = new AtomicReference<>(Optional.empty());
    entries(
        entry -> {
          if (entry.name().equals(name)) {
            found.set(Optional.of(entry));
          }
        });
    return found.get();
  }

  /**
   * Gives the content of a file, also by a hard link's name, to {@code target}.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where it is not what was backed up: found out
   *     at its end, so that what the target has got is to be trusted only once this returns
   * @throws IllegalArgumentException where that is no file
   * @throws IOException what the target throws
   */
  public void read(ArchivedEntry file, Target target) throws IOException {
    ArchivedEntry first =
        file.type() == EntryType.HARDLINK ? file.target().flatMap(this::find).orElse(file) : file;
    Content content =
        first
            .content()
            .orElseThrow(() -> new IllegalArgumentException(file.name() + " has no content"));
    if (content.offset() < 0
        || content.length() < 0
        || content.offset() > archive.artifact().plainBytes().value() - content.length()) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          index.artifact().name() + " has " + file.name() + " outside of the archive");
    }
    CheckedTarget checked = new CheckedTarget(target);
    try (InputStream stored = archive.plainFrom(content.offset(), blocks)) {
      copy(stored, content, checked);
    }
    Sha256 actual = checked.digest();
    if (!actual.equals(content.digest())) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "%s in %s has the SHA-256 %s and not %s"
              .formatted(file.name(), archive.artifact().name(), actual, content.digest()));
    }
  }

  private void copy(InputStream stored, Content content, CheckedTarget target) throws IOException {
    if (content.holes().isEmpty()) {
      copy(stored, content.size(), target);
      return;
    }
    SparseMap map = content.holes().get();
    long at = 0;
    for (int i = 0; i < map.stretches(); i++) {
      target.hole(map.offset(i) - at);
      copy(stored, map.length(i), target);
      at = map.offset(i) + map.length(i);
    }
    target.hole(map.size() - at);
  }

  private void copy(InputStream stored, long length, CheckedTarget target) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = length;
    while (left > 0) {
      int read = stored.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new ChronosException(
            ErrorCode.BACKUP_CORRUPT, archive.artifact().name() + " ends before its index says");
      }
      target.data(buffer, read);
      left -= read;
    }
  }

  private BlockTable read(ConfigIndexReader.Listener listener) {
    try (InputStream lines = index.plain()) {
      return new ConfigIndexReader(listener).read(lines);
    } catch (IOException wrong) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT, index.artifact().name() + ": " + wrong.getMessage(), wrong);
    }
  }
}
