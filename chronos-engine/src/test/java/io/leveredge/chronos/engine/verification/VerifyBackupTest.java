package io.leveredge.chronos.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.domain.verification.Verification;
import io.leveredge.chronos.domain.verification.Verification.Finding;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.verification.VerifyBackup.Depth;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 15: every byte is read again, and what differs is named. */
class VerifyBackupTest {
  private static final Principal CALLER = new Principal("janitor", Set.of());

  private final Engine engine = new Engine();
  private final VerifyBackup verify =
      new VerifyBackup(engine.store, engine.facts, engine.catalog, engine.clock);
  private Backup backup = Backup.running(SampleBackups.order(1));
  private Artifact dump = SampleBackups.databaseResult().artifacts().getFirst();

  @BeforeEach
  void take() throws Exception {
    backup = engine.take(BackupRequest.manual(BackupType.FULL));
    dump =
        backup.published().orElseThrow().components().stream()
            .flatMap(component -> component.artifacts().stream())
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void whatIsAsItWasWrittenIsIntact(Depth depth) {
    Verification found = verify.verify(backup.id(), depth, CALLER).orElseThrow();
    assertThat(found.finding()).isEqualTo(Finding.INTACT);
    assertThat(found.files())
        .hasSizeGreaterThan(1)
        .allSatisfy(file -> assertThat(file).isInstanceOf(FileVerdict.Intact.class));
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void oneFlippedBitIsCorruptAndNamesTheFileAndBothDigests(Depth depth) {
    byte[] bytes = engine.store.content(backup.id(), dump.name());
    bytes[bytes.length / 2] ^= 1;
    engine.store.replace(backup.id(), dump.name(), Optional.of(bytes));
    assertThat(verdictOf(depth))
        .isInstanceOfSatisfying(
            FileVerdict.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.expected()).isEqualTo(dump.storedSha256());
              assertThat(corrupt.actual())
                  .isPresent()
                  .isNotEqualTo(Optional.of(dump.storedSha256()));
            });
  }

  @Test
  void whatIsCutShortIsCorruptAndSaysHowMuchIsThere() {
    engine.store.replace(backup.id(), dump.name(), Optional.of(new byte[0]));
    assertThat(verdictOf(Depth.STORED))
        .isInstanceOfSatisfying(
            FileVerdict.Corrupt.class,
            corrupt -> assertThat(corrupt.problem()).startsWith("It has 0 bytes, and "));
  }

  @Test
  void whatIsGoneIsMissing() {
    engine.store.replace(backup.id(), dump.name(), Optional.empty());
    assertThat(verdictOf(Depth.STORED)).isInstanceOf(FileVerdict.Missing.class);
    assertThat(verify.verify(backup.id(), Depth.STORED, CALLER).orElseThrow().finding())
        .isEqualTo(Finding.MISSING);
  }

  @Test
  void whatWasFoundIsKeptAsAFact() {
    verify.verify(backup.id(), Depth.STORED, CALLER);
    engine.store.replace(backup.id(), dump.name(), Optional.empty());
    verify.verify(backup.id(), Depth.PLAIN, CALLER);
    assertThat(engine.facts.of(backup.id()).orElseThrow())
        .extracting(Fact::kind, Fact::by, Fact::details)
        .containsExactly(
            tuple(FactKind.VERIFIED, "janitor", Map.of("depth", "stored")),
            tuple(
                FactKind.MISSING,
                "janitor",
                Map.of("depth", "plain", "file", dump.name().value())));
  }

  @Test
  void aManifestOtherThanTheCatalogKnowsIsCorrupt() {
    Backup other = SampleBackups.completed(SampleBackups.order(7));
    engine.store.addPublished(other);
    engine.catalog.record(
        new Backup(
            other.order(),
            new Backup.Outcome.Published(
                other.state(),
                other.endedAt().orElseThrow(),
                other.published().orElseThrow().components(),
                "manual/elsewhere",
                dump.storedSha256())));
    assertThat(verify.verify(other.id(), Depth.STORED, CALLER).orElseThrow().files().getFirst())
        .isInstanceOfSatisfying(
            FileVerdict.Corrupt.class,
            corrupt -> assertThat(corrupt.file()).hasToString("manifest.json"));
  }

  @Test
  void aSilentCatalogKeepsNobodyFromVerifying() {
    engine.catalog.goDown();
    assertThat(verify.verify(backup.id(), Depth.STORED, CALLER).orElseThrow().finding())
        .isEqualTo(Finding.INTACT);
  }

  @Test
  void whatIsNotPublishedCannotBeVerified() {
    BackupId unknown = SampleBackups.order(99).id();
    assertThat(verify.verify(unknown, Depth.STORED, CALLER)).isEmpty();
  }

  private FileVerdict verdictOf(Depth depth) {
    return verify.verify(backup.id(), depth, CALLER).orElseThrow().files().stream()
        .filter(file -> file.file().equals(dump.name()))
        .findFirst()
        .orElseThrow();
  }
}
