package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.PublishedBackup;

/** Finds the archive of configuration files in a backup. */
final class OpenBackup {
  private OpenBackup() {}

  /**
   * @throws ChronosException {@code BACKUP_NOT_RESTORABLE} where the backup holds no files, {@code
   *     BACKUP_CORRUPT} where their index cannot be understood
   */
  static ConfigArchive files(PublishedBackup backup) {
    return new ConfigArchive(
        backup.artifact(named(backup, "config.tar").name()),
        backup.artifact(named(backup, "config.index.jsonl").name()));
  }

  private static Artifact named(PublishedBackup backup, String name) {
    return backup.manifest().components().stream()
        .filter(result -> result.component() == Component.CONFIG)
        .flatMap(result -> result.artifacts().stream())
        .filter(artifact -> artifact.name().value().startsWith(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.BACKUP_NOT_RESTORABLE,
                    backup.id() + " holds no configuration files"));
  }
}
