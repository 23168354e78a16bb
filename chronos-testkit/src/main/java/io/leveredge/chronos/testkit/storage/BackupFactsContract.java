package io.leveredge.chronos.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BackupFacts} promises. */
public abstract class BackupFactsContract {
  protected static final Fact VERIFIED =
      new Fact(
          FactKind.VERIFIED,
          SampleBackups.NOON.plusNanos(123_456_000),
          "schedule:weekly",
          Map.of("artifacts", "3", "bytes", "123456"));
  protected static final Fact HELD =
      new Fact(
          FactKind.HELD,
          SampleBackups.NOON.minusSeconds(5),
          "hades",
          Map.of("reason", "\"audit\"\nuntil \u00e4\u65e5\ud83d\ude00"));

  /** The facts under test, of the backups in {@link #store}. */
  protected abstract BackupFacts facts();

  /** Empty at the start of each test. */
  protected abstract ArtifactStore store();

  @Test
  void aBackupBeginsWithoutFacts() {
    assertThat(facts().of(publish(1))).contains(List.of());
  }

  @Test
  void factsAreAnsweredWholeInTheOrderInWhichTheyWereAdded() {
    BackupId id = publish(1);
    assertThat(facts().add(id, VERIFIED)).isTrue();
    assertThat(facts().add(id, HELD)).isTrue();
    assertThat(facts().of(id)).contains(List.of(VERIFIED, HELD));
  }

  @Test
  void theSameFactTwiceIsTwoFacts() {
    BackupId id = publish(1);
    facts().add(id, VERIFIED);
    facts().add(id, VERIFIED);
    assertThat(facts().of(id)).contains(List.of(VERIFIED, VERIFIED));
  }

  @Test
  void factsBelongToTheirBackupAlone() {
    BackupId id = publish(1);
    BackupId other = publish(2);
    facts().add(id, HELD);
    assertThat(facts().of(other)).contains(List.of());
  }

  @Test
  void aKindThatNobodyKnowsIsKeptAndAnswered() {
    BackupId id = publish(1);
    Fact later =
        new Fact(new FactKind("notarised"), SampleBackups.NOON, "clotho", Map.of("seal", "7"));
    facts().add(id, later);
    assertThat(facts().of(id)).contains(List.of(later));
  }

  @Test
  void ofABackupThatIsNotThereNothingIsKnownAndNothingKept() {
    BackupId nobody = SampleBackups.order(9).id();
    assertThat(facts().of(nobody)).isEmpty();
    assertThat(facts().add(nobody, VERIFIED)).isFalse();
    assertThat(publish(9)).isEqualTo(nobody);
    assertThat(facts().of(nobody)).contains(List.of());
  }

  @Test
  void aDiscardedBackupTakesItsFactsAlong() {
    BackupId id = publish(1);
    facts().add(id, HELD);
    store().discard(id);
    assertThat(facts().of(id)).isEmpty();
    assertThat(facts().add(id, VERIFIED)).isFalse();
  }

  @Test
  void factsChangeNothingAboutTheBackup() {
    BackupId id = publish(1);
    var before = store().find(id);
    facts().add(id, VERIFIED);
    assertThat(store().find(id)).isEqualTo(before);
    assertThat(store().unreadable()).isEmpty();
  }

  @Test
  void factsThatAreAddedAtOnceAreAllKept() {
    BackupId id = publish(1);
    List<CompletableFuture<Void>> adding = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Fact fact = numbered(i);
      adding.add(CompletableFuture.runAsync(() -> facts().add(id, fact)));
    }
    adding.forEach(CompletableFuture::join);
    assertThat(facts().of(id).orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(BackupFactsContract::numbered).toList());
  }

  private static Fact numbered(int number) {
    return new Fact(
        FactKind.COPIED, SampleBackups.NOON, "offsite", Map.of("copy", Integer.toString(number)));
  }

  /** Publishes a backup without an artifact. */
  protected final BackupId publish(int number) {
    BackupOrder order = SampleBackups.order(number);
    try (StagedBackup staged = store().stage(order)) {
      return staged.publish(SampleBackups.emptyManifest(order)).id();
    }
  }
}
