package io.leveredge.chronos.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.testkit.SampleBackups;
import org.junit.jupiter.api.Test;

class MemoryBackupCatalogTest extends BackupCatalogContract {
  private final MemoryBackupCatalog catalog = new MemoryBackupCatalog();

  @Override
  protected BackupCatalog catalog() {
    return catalog;
  }

  @Override
  protected void garble(BackupId id) {
    catalog.garble(id);
  }

  @Test
  void aCatalogThatWentDownFailsAndKeepsWhatItKnew() {
    catalog.record(SampleBackups.completed(SampleBackups.order(1)));
    catalog.goDown();

    assertThat(catalog.available()).isFalse();
    assertThatThrownBy(catalog::newest)
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));

    catalog.comeBack();
    assertThat(catalog.find(SampleBackups.order(1).id())).isPresent();
  }
}
