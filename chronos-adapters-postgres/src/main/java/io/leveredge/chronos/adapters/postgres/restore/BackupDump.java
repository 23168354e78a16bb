package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import io.leveredge.chronos.adapters.postgres.dump.DumpIndexReader;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/** The dump that a published backup holds, and what lies beside it. */
public final class BackupDump implements PlainDump {
  private static final int MOST_GLOBALS = 64 << 20;

  private final PublishedBackup backup;
  private final ComponentResult component;
  private final ArtifactReader dump;
  private final DumpIndex index;
  private final CaptureProgress progress;

  private BackupDump(
      PublishedBackup backup,
      ComponentResult component,
      ArtifactReader dump,
      DumpIndex index,
      CaptureProgress progress) {
    this.backup = backup;
    this.component = component;
    this.dump = dump;
    this.index = index;
    this.progress = progress;
  }

  /**
   * Opens it, which reads its index.
   *
   * @param progress told of the bytes that are read, by one thread at a time
   * @throws ChronosException BACKUP_NOT_RESTORABLE where the backup holds no whole database,
   *     BACKUP_CORRUPT where its index is not one, STORAGE_FAILED
   */
  public static BackupDump of(PublishedBackup backup, CaptureProgress progress) {
    ComponentResult component =
        backup.manifest().components().stream()
            .filter(each -> each.component() == Component.DATABASE)
            .filter(each -> each.state() == ComponentResult.State.COMPLETED)
            .findFirst()
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.BACKUP_NOT_RESTORABLE,
                        "Backup " + backup.id() + " holds no whole database"));
    ArtifactReader index = reader(backup, component, "database.index.jsonl");
    try (InputStream plain = index.plain()) {
      return new BackupDump(
          backup,
          component,
          reader(backup, component, "database.sql"),
          DumpIndexReader.read(plain),
          progress);
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "%s of backup %s cannot be read: %s"
              .formatted(index.artifact().name(), backup.id(), failure.getMessage()),
          failure);
    }
  }

  private static ArtifactReader reader(
      PublishedBackup backup, ComponentResult component, String name) {
    return find(backup, component, name)
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.BACKUP_NOT_RESTORABLE, "Backup " + backup.id() + " has no " + name));
  }

  private static Optional<ArtifactReader> find(
      PublishedBackup backup, ComponentResult component, String name) {
    return component.artifacts().stream()
        .map(Artifact::name)
        .filter(each -> each.value().equals(name) || each.value().startsWith(name + "."))
        .findFirst()
        .map(backup::artifact);
  }

  @Override
  public DumpIndex index() {
    return index;
  }

  @Override
  public InputStream open(long plainOffset) {
    if (plainOffset >= plainBytes()) {
      return InputStream.nullInputStream();
    }
    return new Counted(dump.plainFrom(plainOffset, index.blocks()));
  }

  @Override
  public void readBack(long bytes) {
    tell(bytes);
  }

  private void tell(long bytes) {
    synchronized (progress) {
      progress.read(bytes);
    }
  }

  /** Of the rows of all tables, as {@link #readBack} tells them. */
  public long rowBytes() {
    return index.inventory().tables().stream().mapToLong(TableInventory::bytes).sum();
  }

  /** Of the dump. */
  public long plainBytes() {
    return dump.artifact().plainBytes().value();
  }

  /** What the source said of itself, for example {@code server_version_num}. */
  public Map<String, String> facts() {
    return component.facts();
  }

  /** Roles and settings of the server, where the backup holds them. */
  public Optional<String> globals() {
    return find(backup, component, "globals.sql").map(BackupDump::text);
  }

  private static String text(ArtifactReader artifact) {
    try (InputStream plain = artifact.plain()) {
      return new String(plain.readNBytes(MOST_GLOBALS), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          artifact.artifact().name() + " cannot be read: " + failure.getMessage(),
          failure);
    }
  }

  /** Tells what is read. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream plain) {
      super(plain);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private int decompressed(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (EOFException | ZipException damaged) {
        throw new ChronosException(
            ErrorCode.BACKUP_CORRUPT,
            "%s of backup %s is damaged: %s"
                .formatted(dump.artifact().name(), backup.id(), damaged.getMessage()),
            damaged);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = decompressed(buffer, offset, length);
      if (count > 0) {
        tell(count);
      }
      return count;
    }
  }
}
