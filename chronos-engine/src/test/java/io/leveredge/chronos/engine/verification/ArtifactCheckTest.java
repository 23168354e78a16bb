package io.leveredge.chronos.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.verification.VerifyBackup.Depth;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file is taken for damaged only by what was read of it. */
class ArtifactCheckTest {
  private final Engine engine = new Engine();

  @Test
  void whatDecompressesToOtherBytesIsCorruptInDepthAlone() throws Exception {
    PublishedBackup backup = backup();
    Artifact dump = dump(backup);
    Sha256 other = Sha256.of(new byte[] {1});
    Artifact claimed =
        new Artifact(
            dump.name(),
            dump.codec(),
            dump.storedBytes(),
            dump.storedSha256(),
            dump.plainBytes(),
            other);

    assertThat(ArtifactCheck.of(backup, claimed, Depth.STORED))
        .isEqualTo(new FileVerdict.Intact(backup.id(), dump.name(), dump.storedBytes()));
    assertThat(ArtifactCheck.of(backup, claimed, Depth.PLAIN))
        .isEqualTo(
            new FileVerdict.Corrupt(
                backup.id(),
                dump.name(),
                other,
                Optional.of(dump.plainSha256()),
                "What it decompresses to is not what was compressed"));
  }

  @Test
  void whatCannotBeReadIsCorruptWithoutADigest() throws Exception {
    PublishedBackup backup = backup();
    Artifact dump = dump(backup);
    engine.store.fail(
        StorageCall.READ, new ChronosException(ErrorCode.STORAGE_FAILED, "a bad sector"));

    assertThat(ArtifactCheck.of(backup, dump, Depth.STORED))
        .isEqualTo(
            new FileVerdict.Corrupt(
                backup.id(), dump.name(), dump.storedSha256(), Optional.empty(), "a bad sector"));
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void anInterruptSaysNothingOfTheFile(Depth depth) throws Exception {
    PublishedBackup backup = backup();
    Artifact dump = dump(backup);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> ArtifactCheck.of(backup, dump, depth))
          .hasMessageContainingAll(dump.name().value(), backup.id().value())
          .isInstanceOfSatisfying(
              ChronosException.class,
              stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
      assertThat(Thread.currentThread().isInterrupted()).as("for whoever called").isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private PublishedBackup backup() throws Exception {
    return engine.store.open(engine.take(BackupRequest.manual(BackupType.FULL)).id()).orElseThrow();
  }

  private static Artifact dump(PublishedBackup backup) {
    return backup.manifest().artifacts().getFirst();
  }
}
