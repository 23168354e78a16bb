package io.leveredge.chronos.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.testkit.SampleBackups;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindBackupsTest {
  private static final BackupRequest FULL = BackupRequest.manual(BackupType.FULL);
  private final Engine engine = new Engine();

  @Test
  void whatTheCatalogCannotReadIsAnsweredFromTheManifest() throws Exception {
    Backup first = engine.take(FULL);
    Backup second = engine.take(FULL);
    Backup third = engine.take(FULL);
    engine.catalog.garble(second.id());

    assertThat(engine.history.list(BackupQuery.restorable(10)))
        .isEqualTo(new BackupPage(List.of(third, second, first), Optional.empty()));
    assertThat(engine.history.find(second.id())).contains(second);
  }

  @Test
  void whatNeitherCatalogNorManifestTellIsNamed() throws Exception {
    Backup known = engine.take(FULL);
    Backup lacking = SampleBackups.completed(SampleBackups.order(1));
    engine.catalog.record(lacking);
    engine.catalog.garble(lacking.id());

    assertThat(engine.history.list(BackupQuery.restorable(10)))
        .isEqualTo(new BackupPage(List.of(known), Optional.empty(), List.of(lacking.id())));
  }
}
