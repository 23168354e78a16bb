package io.leveredge.chronos.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
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
import java.nio.charset.StandardCharsets;
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

  private static final String MANIFEST = "manifest.json";

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
            FileVerdict.Corrupt.class, corrupt -> assertThat(corrupt.file()).hasToString(MANIFEST));
  }

  @Test
  void ofAKnownBackupWhoseManifestIsGoneOrUnreadableThatIsFound() {
    BackupId id = backup.id();
    engine.store.spoilManifest(id, Optional.empty());
    Verification found = verify.verify(id, Depth.PLAIN, CALLER).orElseThrow();
    assertThat(found.finding()).isEqualTo(Finding.MISSING);
    assertThat(found.files()).singleElement().extracting(FileVerdict::file).hasToString(MANIFEST);

    Backup other = known(SampleBackups.completed(SampleBackups.order(7)));
    engine.store.spoilManifest(other.id(), Optional.of("It is no JSON"));
    assertThat(verify.verify(other.id(), Depth.STORED, CALLER).orElseThrow().files())
        .containsExactly(
            new FileVerdict.Corrupt(
                other.id(),
                new ArtifactName(MANIFEST),
                other.published().orElseThrow().manifest(),
                Optional.empty(),
                "It is no JSON"));
    assertThat(engine.facts.of(other.id())).as("nothing is left to keep it beside").isEmpty();
  }

  @Test
  void theManifestOfAnotherBackupInItsPlaceIsCorruptAndADiscardedOneIsUnknown() {
    Backup other = SampleBackups.completed(SampleBackups.order(7));
    Backup.Outcome.Published there = other.published().orElseThrow();
    engine.store.addPublished(other);
    Backup lost = SampleBackups.completed(SampleBackups.order(8));
    engine.catalog.record(
        new Backup(
            lost.order(),
            new Backup.Outcome.Published(
                lost.state(),
                lost.endedAt().orElseThrow(),
                there.components(),
                there.directory(),
                dump.storedSha256())));
    assertThat(verify.verify(lost.id(), Depth.STORED, CALLER).orElseThrow().files())
        .singleElement()
        .isInstanceOfSatisfying(
            FileVerdict.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.actual()).contains(there.manifest());
              assertThat(corrupt.problem()).contains(other.id().value());
            });

    engine.store.discard(backup.id());
    assertThat(verify.verify(backup.id(), Depth.STORED, CALLER)).isEmpty();
  }

  @Test
  void theListOfChecksumsSaysWhatTheManifestSaysAndMaySayMore() {
    byte[] list = engine.store.open(backup.id()).orElseThrow().checksums().orElseThrow();
    String text = new String(list, StandardCharsets.US_ASCII);
    assertThat(checksums(text + "0".repeat(64) + "  other.txt\n")).isEqualTo(Finding.INTACT);

    String edited = text.replace(dump.storedSha256().hex(), "0".repeat(64));
    for (String wrong : new String[] {edited, "", text + text, text + "x\n", text.substring(1)}) {
      assertThat(checksums(wrong)).as(wrong).isEqualTo(Finding.CORRUPT);
    }
    engine.store.replaceChecksums(backup.id(), Optional.empty());
    Verification found = verify.verify(backup.id(), Depth.STORED, CALLER).orElseThrow();
    assertThat(found.firstFault())
        .contains(new FileVerdict.Missing(backup.id(), ArtifactName.CHECKSUMS));
  }

  private Finding checksums(String list) {
    engine.store.replaceChecksums(
        backup.id(), Optional.of(list.getBytes(StandardCharsets.US_ASCII)));
    return verify.verify(backup.id(), Depth.STORED, CALLER).orElseThrow().finding();
  }

  @Test
  void whatABackupBuildsOnIsReadAsWellAndMissedWhereItIsNotThere() {
    Backup child = known(SampleBackups.completed(SampleBackups.order(7)));
    engine.store.spoilManifest(child.id(), Optional.empty());
    engine.store.addPublished(child, Optional.of(backup.id()));
    assertThat(verify.verify(child.id(), Depth.PLAIN, CALLER).orElseThrow().files())
        .contains(new FileVerdict.Intact(backup.id(), dump.name(), dump.storedBytes()));

    engine.store.spoilManifest(backup.id(), Optional.of("It is no JSON"));
    assertThat(verify.verify(child.id(), Depth.STORED, CALLER).orElseThrow().files())
        .filteredOn(file -> file.backup().equals(backup.id()))
        .singleElement()
        .isInstanceOf(FileVerdict.Corrupt.class);

    BackupId unknown = SampleBackups.order(99).id();
    engine.store.addPublished(child, Optional.of(unknown));
    assertThat(verify.verify(child.id(), Depth.STORED, CALLER).orElseThrow().files())
        .contains(new FileVerdict.Missing(unknown, new ArtifactName(MANIFEST)));
  }

  private Backup known(Backup published) {
    engine.store.addPublished(published);
    engine.catalog.record(published);
    return published;
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
