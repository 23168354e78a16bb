package io.leveredge.chronos.domain.verification;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupId;
import java.util.Optional;

/** What was found of one file of a backup. */
public sealed interface FileVerdict {
  /** The backup whose file it is: the one that was asked for, or one that it builds on. */
  BackupId backup();

  ArtifactName file();

  /** Every byte is as it was written, and what was looked at is as its form demands. */
  record Intact(BackupId backup, ArtifactName file, ByteCount read) implements FileVerdict {}

  /**
   * Its bytes are others, or are those that were written and not what they ought to be.
   *
   * @param actual empty where the file could not be read to its end, or not be understood; the same
   *     as {@code expected} where it is as it was written, and wrong
   * @param problem for a person
   */
  record Corrupt(
      BackupId backup, ArtifactName file, Sha256 expected, Optional<Sha256> actual, String problem)
      implements FileVerdict {}

  /** It is not there. */
  record Missing(BackupId backup, ArtifactName file) implements FileVerdict {}
}
