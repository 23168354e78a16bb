package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.Optional;

/** Reads every byte of one artifact and compares it with what its manifest says. */
public final class ArtifactCheck {
  private ArtifactCheck() {}

  /**
   * What one artifact of a backup is found to be.
   *
   * @throws ChronosException {@code SHUTTING_DOWN} where the thread was interrupted, which says
   *     nothing about the artifact
   */
  public static FileVerdict of(
      PublishedBackup backup, Artifact expected, VerifyBackup.Depth depth) {
    ByteDigest stored = new ByteDigest();
    try {
      var bytes = backup.artifact(expected.name()).stored();
      if (bytes.isEmpty()) {
        return new FileVerdict.Missing(backup.id(), expected.name());
      }
      stored.readAll(bytes.get());
      if (!stored.is(expected.storedBytes(), expected.storedSha256())) {
        return new FileVerdict.Corrupt(
            backup.id(),
            expected.name(),
            expected.storedSha256(),
            Optional.of(stored.sha256()),
            "It has %d bytes, and %d were written"
                .formatted(stored.length(), expected.storedBytes().value()));
      }
      return depth == VerifyBackup.Depth.STORED
          ? new FileVerdict.Intact(backup.id(), expected.name(), expected.storedBytes())
          : plain(backup, expected);
    } catch (ChronosException unreadable) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ChronosException(
            ErrorCode.SHUTTING_DOWN,
            "Reading %s of backup %s was interrupted".formatted(expected.name(), backup.id()),
            unreadable);
      }
      return new FileVerdict.Corrupt(
          backup.id(),
          expected.name(),
          expected.storedSha256(),
          Optional.empty(),
          String.valueOf(unreadable.getMessage()));
    }
  }

  private static FileVerdict plain(PublishedBackup backup, Artifact expected) {
    ByteDigest plain = new ByteDigest();
    plain.readAll(backup.artifact(expected.name()).plain());
    return plain.is(expected.plainBytes(), expected.plainSha256())
        ? new FileVerdict.Intact(backup.id(), expected.name(), expected.storedBytes())
        : new FileVerdict.Corrupt(
            backup.id(),
            expected.name(),
            expected.plainSha256(),
            Optional.of(plain.sha256()),
            "What it decompresses to is not what was compressed");
  }
}
