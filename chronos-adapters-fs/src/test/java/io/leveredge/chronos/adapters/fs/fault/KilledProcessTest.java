package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.store.DiscardStep;
import io.leveredge.chronos.adapters.fs.store.PublishStep;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.testkit.SampleBackups;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 at every step leaves the old state or the new one. */
final class KilledProcessTest {
  private static final BackupId EARLIER = SampleBackups.order(1).id();
  private static final BackupId KILLED = SampleBackups.order(2).id();

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void killedPublicationLeavesAWholeBackupOrNone(PublishStep step) throws Exception {
    BackupFolder folder = new BackupFolder(root);
    folder.earlier();
    killAt(step, "publish", 2);
    if (step.compareTo(PublishStep.RENAMED) < 0) {
      folder.holdsWhole(EARLIER);
    } else {
      folder.holdsWhole(KILLED, EARLIER);
    }
    folder.settlesTo(KILLED);
  }

  @ParameterizedTest
  @EnumSource
  void killedDiscardingLeavesNoBackupAndIsFinishedByTheNext(DiscardStep step) throws Exception {
    BackupFolder folder = new BackupFolder(root);
    folder.earlier();
    killAt(step, "discard", 1);
    assertThat(folder.store.published()).isEmpty();
    assertThat(folder.withManifest()).isEmpty();
    boolean stillOnItsShelf = step.compareTo(DiscardStep.MOVED) < 0;
    assertThat(folder.store.unreadable()).hasSize(stillOnItsShelf ? 1 : 0);
    assertThat(folder.store.discard(EARLIER)).isEqualTo(stillOnItsShelf);
    assertThat(folder.store.unreadable()).isEmpty();
    Path trash = root.resolve(".trash").resolve(EARLIER.value());
    assertThat(ChildJvm.run(trash, "sha256sum", "--strict", "-c", "SHA256SUMS")).contains("OK");
    assertThat(trash.resolve("discarded-manifest.json")).isRegularFile();
  }

  private void killAt(Enum<?> step, String action, int number) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(BackupProgram.class, action, root, number, 1_200_000, step)) {
      assertThat(child.line()).isEqualTo(step.name());
      child.kill();
    }
  }
}
