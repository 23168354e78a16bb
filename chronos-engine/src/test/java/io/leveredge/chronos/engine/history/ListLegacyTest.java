package io.leveredge.chronos.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.engine.history.ListLegacy.Directory;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import org.junit.jupiter.api.Test;

class ListLegacyTest {
  private final MemoryArtifactStore store = new MemoryArtifactStore();

  @Test
  void aThousandAreListedAndAllAreCounted() {
    for (int number = 1; number <= 1001; number++) {
      store.addUnreadable("daily/" + number, "It holds no manifest.json");
    }
    ListLegacy.Legacy legacy = new ListLegacy(store).list();
    assertThat(legacy.count()).isEqualTo(1001);
    assertThat(legacy.directories())
        .hasSize(1000)
        .startsWith(new Directory("daily/1", "It holds no manifest.json"));
  }
}
