package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.artifact.BlockTable;
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
  private final ArchiveScope scope;

  /**
   * Opens an archive by reading its index once.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where the index cannot be understood, {@code
   *     BACKUP_NOT_RESTORABLE} where there is not the memory for what it names
   */
  public ConfigArchive(ArtifactReader archive, ArtifactReader index) {
    this.archive = archive;
    this.index = index;
    ArchiveScope.Gathering gathering = new ArchiveScope.Gathering(IndexRoom.ofThisProcess());
    blocks = read(gathering);
    scope = gathering.scope();
  }

  /** What the archive was to hold. */
  public ArchiveScope scope() {
    return scope;
  }

  /** Opens the contents, to be read in whatever order; quickly in that of the archive. */
  public ArchiveContents contents() {
    return new ArchiveContents(archive, blocks, index.artifact().name());
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
    try (ArchiveContents contents = contents()) {
      contents.read(first, target);
    }
  }

  private BlockTable read(ConfigIndexReader.Listener listener) {
    try (InputStream lines = index.plain()) {
      return new ConfigIndexReader(listener).read(new LineLimit(lines));
    } catch (IOException wrong) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT, index.artifact().name() + ": " + wrong.getMessage(), wrong);
    }
  }
}
