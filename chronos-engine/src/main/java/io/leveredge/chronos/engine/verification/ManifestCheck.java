package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.ChecksumList;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome.Published;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.Optional;

/**
 * What a backup's manifest is found to be, and the list of checksums beside it. The catalog keeps
 * the digest of each manifest; where it is silent, the file speaks alone.
 */
final class ManifestCheck {
  private static final ArtifactName MANIFEST = new ArtifactName("manifest.json");
  private static final ArtifactName CHECKSUMS = ArtifactName.CHECKSUMS;

  private final ArtifactStore store;
  private final BackupCatalog catalog;

  ManifestCheck(ArtifactStore store, BackupCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** Of a manifest that can be read. */
  FileVerdict manifest(PublishedBackup backup) {
    return known(backup.id())
        .filter(published -> !published.manifest().equals(backup.checksum()))
        .map(
            published ->
                corrupt(
                    backup.id(),
                    published,
                    Optional.of(backup.checksum()),
                    "It is not the manifest that the catalog knows"))
        .orElseGet(() -> new FileVerdict.Intact(backup.id(), MANIFEST, ByteCount.ZERO));
  }

  /**
   * Of a backup that cannot be opened. Empty where no backup of that id is known as published, or
   * it was discarded.
   */
  Optional<FileVerdict> absent(BackupId id) {
    return known(id)
        .filter(published -> !store.discarded().contains(id))
        .map(published -> absent(id, published));
  }

  /** Of one that another builds on, which it needs whatever is known of it. */
  FileVerdict absentParent(BackupId id) {
    return absent(id).orElseGet(() -> new FileVerdict.Missing(id, MANIFEST));
  }

  private FileVerdict absent(BackupId id, Published known) {
    return store.published().stream()
        .filter(other -> liesAt(known.directory(), other))
        .findFirst()
        .map(
            other ->
                corrupt(
                    id,
                    known,
                    other.published().map(Published::manifest),
                    "It is the manifest of backup " + other.id()))
        .or(
            () ->
                store.unreadable().stream()
                    .filter(found -> found.directory().equals(known.directory()))
                    .filter(ArtifactStore.UnreadableBackup::manifest)
                    .findFirst()
                    .map(found -> corrupt(id, known, Optional.empty(), found.reason())))
        .orElseGet(() -> new FileVerdict.Missing(id, MANIFEST));
  }

  private static boolean liesAt(String directory, Backup backup) {
    return backup.published().filter(it -> it.directory().equals(directory)).isPresent();
  }

  private static FileVerdict corrupt(
      BackupId id, Published known, Optional<Sha256> actual, String problem) {
    return new FileVerdict.Corrupt(id, MANIFEST, known.manifest(), actual, problem);
  }

  /** Of the list that a person without CHRONOS goes by: whether the manifest says the same. */
  FileVerdict checksums(PublishedBackup backup) {
    byte[] expected = ChecksumList.of(backup.manifest().artifacts());
    try {
      return backup
          .checksums()
          .map(
              list ->
                  ChecksumList.fault(list, backup.manifest().artifacts())
                      .map(fault -> corrupt(backup, expected, Optional.of(Sha256.of(list)), fault))
                      .orElseGet(
                          () ->
                              new FileVerdict.Intact(
                                  backup.id(), CHECKSUMS, ByteCount.of(list.length))))
          .orElseGet(() -> new FileVerdict.Missing(backup.id(), CHECKSUMS));
    } catch (ChronosException unreadable) {
      return corrupt(backup, expected, Optional.empty(), String.valueOf(unreadable.getMessage()));
    }
  }

  private static FileVerdict corrupt(
      PublishedBackup backup, byte[] expected, Optional<Sha256> actual, String problem) {
    return new FileVerdict.Corrupt(backup.id(), CHECKSUMS, Sha256.of(expected), actual, problem);
  }

  private Optional<Published> known(BackupId id) {
    try {
      return catalog.find(id).flatMap(Backup::published);
    } catch (ChronosException silent) {
      if (silent.code() != ErrorCode.CATALOG_UNAVAILABLE) {
        throw silent;
      }
      return Optional.empty();
    }
  }
}
