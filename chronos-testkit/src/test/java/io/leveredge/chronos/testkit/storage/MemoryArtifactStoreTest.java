package io.leveredge.chronos.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import org.junit.jupiter.api.Test;

final class MemoryArtifactStoreTest extends ArtifactStoreContract {
  private final MemoryArtifactStore store = new MemoryArtifactStore();

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected byte[] plain(Backup backup, Artifact artifact) {
    return store.content(backup.id(), artifact.name());
  }

  @Test
  void callFailsUntilItIsMended() {
    store.fail(StorageCall.WRITE, ErrorCode.STORAGE_FULL);
    try (StagedBackup staged = store.stage(SampleBackups.order(1));
        ArtifactSink sink = staged.artifact(DUMP, Codec.GZIP)) {
      assertThatThrownBy(() -> sink.write(new byte[1], 0, 1))
          .isInstanceOfSatisfying(
              ChronosException.class,
              full -> assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL));
      store.mend();
      sink.write(new byte[1], 0, 1);
    }
    assertThat(store.staged()).isEmpty();
  }
}
