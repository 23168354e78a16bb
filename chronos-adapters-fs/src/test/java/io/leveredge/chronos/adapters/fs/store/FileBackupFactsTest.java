package io.leveredge.chronos.adapters.fs.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.manifest.FactJson;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.testkit.storage.BackupFactsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBackupFactsTest extends BackupFactsContract {
  /** Facts of the first version, one of a kind and with details that it did not know. */
  private static final String FIRST_VERSION =
      """
      {"kind":"verified","at":"2026-01-19T12:00:00.123456Z","by":"schedule:weekly","details":{"bytes":"123456"}}
      {"kind":"notarised","at":"2026-01-20T12:00:00Z","by":"clotho","details":{"seal":7,"of":["a"]},"more":1}
      {"kind":"held","at":"2026-01-21T12:00:00Z","by":"hades","details":{}}
      """;

  @TempDir Path root;
  private ArtifactStore store;
  private BackupFacts facts;

  @BeforeEach
  void open() {
    StoreSettings settings = StoreSettings.of(root);
    store = new FileArtifactStore(settings);
    facts = new FileBackupFacts(settings.disk(), store);
  }

  @Override
  protected BackupFacts facts() {
    return facts;
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Test
  void firstFormatIsStillReadAndWhatItDidNotKnowIsShown() throws IOException {
    BackupId id = publish(1);
    Files.writeString(file(id), FIRST_VERSION);
    List<Fact> read = facts.of(id).orElseThrow();
    assertThat(read)
        .extracting(fact -> fact.kind().wire())
        .containsExactly("verified", "notarised", "held");
    assertThat(read.get(1).details()).isEqualTo(Map.of("seal", "7", "of", "[\"a\"]"));
    assertThat(FactJson.write(read.getFirst()))
        .isEqualTo(FIRST_VERSION.lines().findFirst().orElseThrow() + "\n");
  }

  @Test
  void lineThatWasCutShortIsPassedOverAndTheNextOneIsWhole() throws IOException {
    BackupId id = publish(1);
    facts.add(id, VERIFIED);
    byte[] torn = FactJson.write(HELD).getBytes(UTF_8);
    byte[] whole = Files.readAllBytes(file(id));
    for (int length = 0; length < torn.length; length++) {
      Files.write(file(id), whole);
      Files.write(file(id), Arrays.copyOf(torn, length), StandardOpenOption.APPEND);
      assertThat(facts.of(id)).contains(List.of(VERIFIED));
      facts.add(id, VERIFIED);
      assertThat(facts.of(id).orElseThrow())
          .filteredOn(fact -> !fact.equals(HELD)) // Cut of its line break alone, it is whole.
          .containsExactly(VERIFIED, VERIFIED);
    }
  }

  @Test
  void factsAreForThoseWhoMayReadTheBackup() throws IOException {
    BackupId id = publish(1);
    facts.add(id, VERIFIED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(id))))
        .isEqualTo("rw-------");
  }

  @Test
  void factsGoIntoTheTrashWithTheirBackup() {
    BackupId id = publish(1);
    facts.add(id, HELD);
    store.discard(id);
    assertThat(root.resolve(".trash").resolve(id.value()).resolve("facts.jsonl"))
        .hasContent(FactJson.write(HELD));
  }

  @Test
  void factsLeaveTheManifestAndTheChecksumsAsTheyAre() throws IOException {
    BackupId id = publish(1);
    byte[] manifest = Files.readAllBytes(directory(id).resolve("manifest.json"));
    facts.add(id, VERIFIED);
    assertThat(directory(id).resolve("manifest.json")).hasBinaryContent(manifest);
    assertThat(directory(id).resolve("SHA256SUMS")).content().doesNotContain("facts");
  }

  @Test
  void linkInThePlaceOfTheFactsIsNotFollowed() throws IOException {
    BackupId id = publish(1);
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), FIRST_VERSION);
    Files.createSymbolicLink(file(id), elsewhere);
    assertThatThrownBy(() -> facts.of(id)).isInstanceOf(ChronosException.class);
    assertThatThrownBy(() -> facts.add(id, VERIFIED)).isInstanceOf(ChronosException.class);
    assertThat(elsewhere).hasContent(FIRST_VERSION);
  }

  private Path directory(BackupId id) {
    return root.resolve(store.find(id).orElseThrow().published().orElseThrow().directory());
  }

  private Path file(BackupId id) {
    return directory(id).resolve("facts.jsonl");
  }
}
