package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads every byte of one artifact, compares it with what its manifest says, and looks whether it
 * is what its name says: a manifest only tells that nothing changed since it was written.
 */
public final class ArtifactCheck {
  private final PublishedBackup backup;
  private final Artifact expected;

  private ArtifactCheck(PublishedBackup backup, Artifact expected) {
    this.backup = backup;
    this.expected = expected;
  }

  /**
   * What one artifact of a backup is found to be.
   *
   * @throws ChronosException {@code SHUTTING_DOWN} where the thread was interrupted, which says
   *     nothing about the artifact
   */
  public static FileVerdict of(
      PublishedBackup backup, Artifact expected, VerifyBackup.Depth depth) {
    ArtifactCheck check = new ArtifactCheck(backup, expected);
    try {
      return backup
          .artifact(expected.name())
          .stored()
          .map(stored -> check.verdict(stored, depth))
          .orElseGet(() -> new FileVerdict.Missing(backup.id(), expected.name()));
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

  private FileVerdict verdict(InputStream bytes, VerifyBackup.Depth depth) {
    ByteDigest stored = new ByteDigest();
    new Reading(stored::read).readAll(bytes);
    if (!stored.finish().is(expected.storedBytes(), expected.storedSha256())) {
      return new FileVerdict.Corrupt(
          backup.id(),
          expected.name(),
          expected.storedSha256(),
          Optional.of(stored.sha256()),
          stored.length() == expected.storedBytes().value()
              ? "It is as long as what was written, and differs from it"
              : "It has %d bytes, and %d were written"
                  .formatted(stored.length(), expected.storedBytes().value()));
    }
    return switch (depth) {
      case STORED -> end();
      case PLAIN -> plain();
    };
  }

  private FileVerdict end() {
    return Structures.of(backup.manifest(), expected)
        .flatMap(
            structure ->
                structure.faultAtTheEnd(
                    ArtifactEnd.of(backup, expected), expected.plainBytes().value()))
        .map(this::asWrittenAndWrong)
        .orElseGet(this::intact);
  }

  private FileVerdict plain() {
    ByteDigest plain = new ByteDigest();
    Tail tail = new Tail();
    Optional<Structure> structure = Structures.of(backup.manifest(), expected);
    new Reading(
            (bytes, offset, length) -> {
              plain.read(bytes, offset, length);
              tail.read(bytes, offset, length);
              structure.ifPresent(each -> each.read(bytes, offset, length));
            })
        .readAll(backup.artifact(expected.name()).plain());
    if (!plain.finish().is(expected.plainBytes(), expected.plainSha256())) {
      return new FileVerdict.Corrupt(
          backup.id(),
          expected.name(),
          expected.plainSha256(),
          Optional.of(plain.sha256()),
          "What it decompresses to is not what was compressed");
    }
    return structure
        .flatMap(each -> each.fault().or(() -> each.faultAtTheEnd(tail.bytes(), plain.length())))
        .map(this::asWrittenAndWrong)
        .orElseGet(this::intact);
  }

  private FileVerdict asWrittenAndWrong(String problem) {
    return new FileVerdict.Corrupt(
        backup.id(),
        expected.name(),
        expected.storedSha256(),
        Optional.of(expected.storedSha256()),
        problem);
  }

  private FileVerdict intact() {
    return new FileVerdict.Intact(backup.id(), expected.name(), expected.storedBytes());
  }
}
