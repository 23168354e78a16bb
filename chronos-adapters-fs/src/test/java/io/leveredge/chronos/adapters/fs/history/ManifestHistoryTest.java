package io.leveredge.chronos.adapters.fs.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.ArtifactStoreContract;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ManifestHistoryTest {
  private static final TargetName PROD = new TargetName("prod");

  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final ManifestHistory history = new ManifestHistory(store);

  @Test
  void pagesFollowOneAnotherNewestFirst() {
    Backup first = publish(SampleBackups.order(1));
    Backup second = publish(SampleBackups.order(2));
    Backup third = publish(SampleBackups.order(3));
    BackupPage page = history.list(query(Optional.empty(), Optional.empty()));
    assertThat(page.backups()).containsExactly(third, second);
    assertThat(page.next()).contains(second.id());
    BackupPage last = history.list(query(Optional.empty(), page.next()));
    assertThat(last).isEqualTo(new BackupPage(List.of(first), Optional.empty()));
  }

  @Test
  void onlyWhatWasAskedForIsListed() {
    publish(SampleBackups.order(1));
    Backup prod = publish(SampleBackups.order(2, PROD, Tier.DAILY));
    assertThat(history.list(query(Optional.of(PROD), Optional.empty())).backups())
        .containsExactly(prod);
  }

  @Test
  void newestIsTheHighestId() {
    assertThat(history.newest()).isEmpty();
    Backup newer = publish(SampleBackups.order(2));
    publish(SampleBackups.order(1));
    assertThat(history.newest()).contains(newer.id());
    assertThat(history.find(newer.id())).contains(newer);
    assertThat(history.find(SampleBackups.order(3).id())).isEmpty();
  }

  private static BackupQuery query(Optional<TargetName> target, Optional<BackupId> before) {
    return new BackupQuery(
        target.map(TargetFilter::of),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EnumSet.of(BackupState.COMPLETED),
        Optional.empty(),
        Optional.empty(),
        before,
        2);
  }

  private Backup publish(BackupOrder order) {
    try (StagedBackup staged = store.stage(order);
        ArtifactSink sink = staged.artifact(new ArtifactName("database.sql.gz"), Codec.GZIP)) {
      return staged.publish(ArtifactStoreContract.manifest(order, sink.finish()));
    }
  }
}
