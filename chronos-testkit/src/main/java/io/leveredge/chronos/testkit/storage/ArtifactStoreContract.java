package io.leveredge.chronos.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.ChecksumList;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.layout.BackupLayout;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ArtifactStore} promises. In one class, as long as the port has promises: a
 * store that extends it is held to all of them.
 */
public abstract class ArtifactStoreContract {
  protected static final ArtifactName DUMP = new ArtifactName("database.sql.gz");
  protected static final ArtifactName INDEX = new ArtifactName("database.index.jsonl.gz");
  private static final byte[] TEXT = "SELECT 1;\n".getBytes(StandardCharsets.UTF_8);

  /** The store under test, empty; the same for the whole of a test. */
  protected abstract ArtifactStore store();

  /** The bytes of a published artifact, decompressed. */
  protected abstract byte[] plain(Backup backup, Artifact artifact);

  @Test
  void publishedBackupIsFoundAndListedAsPublishAnsweredIt() {
    Backup backup = publish(SampleBackups.order(1));
    assertThat(store().find(backup.id())).contains(backup);
    assertThat(store().published()).containsExactly(backup);
    assertThat(store().unreadable()).isEmpty();
  }

  @Test
  void publishedBackupLiesUnderItsFirstNameWithTheBytesThatWereWritten() {
    BackupOrder order = SampleBackups.order(1);
    Backup backup = publish(order);
    Backup.Outcome.Published published = backup.published().orElseThrow();
    assertThat(published.directory()).isEqualTo(BackupLayout.candidates(order).getFirst());
    Artifact artifact = published.components().getFirst().artifacts().getFirst();
    assertThat(plain(backup, artifact)).isEqualTo(TEXT);
  }

  @Test
  void publishedBackupStaysWhenItsStagingIsClosed() {
    BackupOrder order = SampleBackups.order(1);
    StagedBackup staged = store().stage(order);
    Backup backup = staged.publish(manifest(order, write(staged, DUMP, TEXT)));
    staged.close();
    staged.close();
    store().removeStaging(order.id());
    assertThat(store().find(order.id())).contains(backup);
  }

  @Test
  void stagedBackupIsVisibleToNobody() {
    try (StagedBackup staged = store().stage(SampleBackups.order(1))) {
      write(staged, DUMP, TEXT);
      assertThat(store().published()).isEmpty();
      assertThat(store().unreadable()).isEmpty();
      assertThat(store().find(SampleBackups.order(1).id())).isEmpty();
    }
  }

  @Test
  void closedStagingLeavesNothingAndItsOrderCanBeStagedAgain() {
    BackupOrder order = SampleBackups.order(1);
    StagedBackup staged = store().stage(order);
    write(staged, DUMP, TEXT);
    staged.close();
    staged.close();
    assertThat(store().published()).isEmpty();
    assertThat(publish(order).state()).isEqualTo(BackupState.COMPLETED);
  }

  @Test
  void removedStagingCanBeStagedAgainAndRemovingNothingDoesNothing() {
    BackupOrder order = SampleBackups.order(1);
    StagedBackup left = store().stage(order);
    write(left, DUMP, TEXT);
    store().removeStaging(order.id());
    store().removeStaging(order.id());
    assertThat(publish(order).state()).isEqualTo(BackupState.COMPLETED);
  }

  @Test
  void takenNameGivesTheNextOne() {
    BackupOrder first = SampleBackups.order(1, TargetName.DEFAULT, Tier.DAILY);
    BackupOrder second = SampleBackups.order(2, TargetName.DEFAULT, Tier.DAILY);
    assertThat(directory(publish(first))).isEqualTo("daily/2026-01-19");
    assertThat(directory(publish(second))).isEqualTo("daily/2026-01-19T120002Z");
    assertThat(store().published()).hasSize(2);
  }

  @Test
  void backupsOfAllTargetsAreListedNewestFirst() {
    Backup oldest = publish(SampleBackups.order(1, new TargetName("prod"), Tier.DAILY));
    Backup middle = publish(SampleBackups.order(2));
    Backup newest = publish(SampleBackups.order(3, TargetName.DEFAULT, Tier.HOURLY));
    assertThat(directory(oldest)).startsWith("targets/prod/daily/");
    assertThat(store().published()).containsExactly(newest, middle, oldest);
  }

  @Test
  void artifactIsDescribedByItsBytes() {
    byte[] bytes = bytes(3_000_000);
    try (StagedBackup staged = store().stage(SampleBackups.order(1))) {
      StoredArtifact stored = write(staged, DUMP, bytes);
      assertThat(stored.artifact().name()).isEqualTo(DUMP);
      assertThat(stored.artifact().codec()).isEqualTo(Codec.GZIP);
      assertThat(stored.artifact().plainBytes()).isEqualTo(ByteCount.of(bytes.length));
      assertThat(stored.artifact().plainSha256()).isEqualTo(Sha256.of(bytes));
      assertThat(stored.blocks().plainOffset(0)).isZero();
      assertThat(stored.blocks().storedOffset(0)).isZero();
    }
  }

  @Test
  void publishedArtifactIsReadBack() throws IOException {
    byte[] bytes = bytes(3_000_000);
    BackupOrder order = SampleBackups.order(1);
    StoredArtifact stored = publish(order, bytes);
    ArtifactReader reader = store().open(order.id(), DUMP);
    assertThat(reader.artifact()).isEqualTo(stored.artifact());
    try (InputStream once = reader.plain();
        InputStream again = reader.plain()) {
      assertThat(once.readAllBytes()).isEqualTo(bytes);
      assertThat(again.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void artifactIsReadFromAnyOfItsBytesOn() throws IOException {
    byte[] bytes = bytes(3_000_000);
    BackupOrder order = SampleBackups.order(1);
    BlockTable blocks = publish(order, bytes).blocks();
    ArtifactReader reader = store().open(order.id(), DUMP);
    int lastBlock = (int) blocks.plainOffset(blocks.size() - 1);
    for (int offset : new int[] {0, 1, lastBlock, lastBlock + 1, bytes.length - 1, bytes.length}) {
      try (InputStream rest = reader.plainFrom(offset, blocks)) {
        assertThat(rest.readAllBytes())
            .as("from " + offset)
            .isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
      }
    }
    assertThatThrownBy(() -> reader.plainFrom(bytes.length + 1, blocks))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reader.plainFrom(-1, blocks))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListOfChecksumsBesideTheManifestIsOfItsArtifacts() {
    Backup backup = publish(SampleBackups.order(1));
    PublishedBackup published = store().open(backup.id()).orElseThrow();
    assertThat(published.checksums())
        .hasValueSatisfying(
            list -> assertThat(list).isEqualTo(ChecksumList.of(published.manifest().artifacts())));
  }

  @Test
  void whatIsNotPublishedCannotBeRead() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store().stage(order)) {
      write(staged, DUMP, TEXT);
      assertNotFound(order, DUMP);
    }
    publish(order);
    assertNotFound(order, INDEX);
    store().discard(order.id());
    assertNotFound(order, DUMP);
  }

  private void assertNotFound(BackupOrder order, ArtifactName name) {
    assertThatThrownBy(() -> store().open(order.id(), name))
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private StoredArtifact publish(BackupOrder order, byte[] content) {
    try (StagedBackup staged = store().stage(order)) {
      StoredArtifact stored = write(staged, DUMP, content);
      staged.publish(manifest(order, stored));
      return stored;
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void sinkCopiesItsInputAndCountsIt() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store().stage(order);
        ArtifactSink sink = staged.artifact(DUMP, Codec.GZIP)) {
      byte[] buffer = "--one--".getBytes(StandardCharsets.UTF_8);
      sink.write(buffer, 2, 3);
      buffer[2] = 'X';
      sink.write("two".getBytes(StandardCharsets.UTF_8), 0, 3);
      assertThat(sink.position()).isEqualTo(6);
      assertThat(sink.finish().artifact().plainSha256())
          .isEqualTo(Sha256.of("onetwo".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void severalArtifactsMayBeOpenAtOnceAndOneOfAName() {
    try (StagedBackup staged = store().stage(SampleBackups.order(1));
        ArtifactSink dump = staged.artifact(DUMP, Codec.GZIP);
        ArtifactSink index = staged.artifact(INDEX, Codec.GZIP)) {
      dump.write(TEXT, 0, TEXT.length);
      index.write(TEXT, 0, TEXT.length);
      assertThatThrownBy(() -> staged.artifact(DUMP, Codec.GZIP))
          .isInstanceOf(IllegalStateException.class);
      dump.finish();
      index.finish();
    }
  }

  @Test
  void artifactThatWasGivenUpIsNotPublished() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store().stage(order)) {
      StoredArtifact dump = write(staged, DUMP, TEXT);
      ArtifactSink index = staged.artifact(INDEX, Codec.GZIP);
      index.write(TEXT, 0, TEXT.length);
      index.close();
      index.close();
      Backup backup = staged.publish(manifest(order, dump));
      assertThat(store().find(order.id())).contains(backup);
    }
  }

  @Test
  void manifestThatNamesWhatWasNotStoredIsRefused() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store().stage(order)) {
      assertThatThrownBy(() -> staged.publish(SampleBackups.manifest(order)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("database.sql.gz");
    }
    assertThat(store().published()).isEmpty();
  }

  @Test
  void manifestOfAnotherOrderIsRefused() {
    try (StagedBackup staged = store().stage(SampleBackups.order(1))) {
      StoredArtifact dump = write(staged, DUMP, TEXT);
      Manifest other = manifest(SampleBackups.order(2), dump);
      assertThatThrownBy(() -> staged.publish(other)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store().published()).isEmpty();
  }

  @Test
  void artifactOfOurOwnIsOpenedLikeThoseOfAComponent() throws IOException {
    BackupOrder order = SampleBackups.order(1);
    ArtifactName own = new ArtifactName("state.jsonl.gz");
    try (StagedBackup staged = store().stage(order)) {
      Manifest plain = manifest(order, write(staged, DUMP, TEXT));
      staged.publish(
          new Manifest(
              plain.formatVersion(),
              plain.writtenBy(),
              order,
              plain.state(),
              plain.completedAt(),
              plain.components(),
              List.of(write(staged, own, TEXT).artifact()),
              plain.parent()));
    }
    try (InputStream content = store().open(order.id(), own).plain()) {
      assertThat(content.readAllBytes()).isEqualTo(TEXT);
    }
  }

  @Test
  void discardedBackupIsNoBackupAnyMore() {
    Backup kept = publish(SampleBackups.order(1));
    Backup discarded = publish(SampleBackups.order(2));
    assertThat(store().discarded()).isEmpty();
    assertThat(store().discard(discarded.id())).isTrue();
    assertThat(store().discarded()).containsExactly(discarded.id());
    assertThat(store().find(discarded.id())).isEmpty();
    assertThat(store().published()).containsExactly(kept);
    assertThat(store().unreadable()).isEmpty();
  }

  @Test
  void discardingWhatIsGoneDoesNothing() {
    Backup backup = publish(SampleBackups.order(1));
    assertThat(store().discard(SampleBackups.order(2).id())).isFalse();
    assertThat(store().discard(backup.id())).isTrue();
    assertThat(store().discard(backup.id())).isFalse();
  }

  @Test
  void nameOfADiscardedBackupIsFreeAgain() {
    BackupOrder order = SampleBackups.order(1, TargetName.DEFAULT, Tier.DAILY);
    store().discard(publish(order).id());
    BackupOrder later = SampleBackups.order(2, TargetName.DEFAULT, Tier.DAILY);
    assertThat(directory(publish(later))).isEqualTo("daily/2026-01-19");
  }

  @Test
  void partialBackupIsFoundAsPartial() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store().stage(order)) {
      Artifact dump = write(staged, DUMP, TEXT).artifact();
      ComponentResult partial =
          new ComponentResult(
              Component.DATABASE,
              ComponentResult.State.PARTIAL,
              List.of(dump),
              List.of("table \"secret\""),
              List.of(),
              Map.of());
      staged.publish(manifest(order, BackupState.PARTIAL, partial));
    }
    assertThat(store().find(order.id()).orElseThrow().state()).isEqualTo(BackupState.PARTIAL);
  }

  @Test
  void probeSucceedsAndLeavesNothing() {
    store().probe();
    assertThat(store().published()).isEmpty();
    assertThat(store().unreadable()).isEmpty();
    assertThat(store().freeSpace()).isGreaterThan(ByteCount.ZERO);
  }

  /** Publishes a small backup of that order. */
  protected final Backup publish(BackupOrder order) {
    try (StagedBackup staged = store().stage(order)) {
      return staged.publish(manifest(order, write(staged, DUMP, TEXT)));
    }
  }

  protected static StoredArtifact write(StagedBackup staged, ArtifactName name, byte[] content) {
    try (ArtifactSink sink = staged.artifact(name, Codec.GZIP)) {
      sink.write(content, 0, content.length);
      return sink.finish();
    }
  }

  protected static String directory(Backup backup) {
    return backup.published().orElseThrow().directory();
  }

  /** The manifest of a database's backup that holds that one artifact. */
  public static Manifest manifest(BackupOrder order, StoredArtifact dump) {
    return manifest(
        order,
        BackupState.COMPLETED,
        new ComponentResult(
            Component.DATABASE,
            ComponentResult.State.COMPLETED,
            List.of(dump.artifact()),
            List.of(),
            List.of(),
            Map.of()));
  }

  private static Manifest manifest(BackupOrder order, BackupState state, ComponentResult result) {
    return new Manifest(
        Manifest.CURRENT_FORMAT,
        "CHRONOS test",
        order,
        state,
        order.createdAt().plusMillis(1500),
        List.of(result),
        List.of(),
        Optional.empty());
  }
}
