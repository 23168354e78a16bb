package io.leveredge.chronos.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import io.leveredge.chronos.testkit.storage.StorageCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link ComponentSource} promises, whatever it reads. */
public abstract class ComponentSourceContract {
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final AtomicLong bytesRead = new AtomicLong();

  /** The source under test, with something in it that can be read; the same for a whole test. */
  protected abstract ComponentSource source();

  @Test
  void aWholeCaptureIsCompletedAndNamesWhatItStored() {
    ComponentSource source = source();
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store.stage(order)) {
      ComponentResult result = source.capture(capture(order, staged));
      assertThat(result.component()).isEqualTo(source.component());
      assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
      assertThat(result.artifacts()).isNotEmpty();
      // The store refuses a manifest that names what it does not have, or while a sink is open.
      Backup published = staged.publish(manifest(order, result));
      assertThat(store.find(order.id())).contains(published);
    }
  }

  @Test
  void whatIsReadIsSaid() {
    captureWhole(1);
    assertThat(bytesRead).hasPositiveValue();
  }

  @Test
  void aSourceCanBeReadAgain() {
    List<String> first = captureWhole(1);
    assertThat(captureWhole(2)).isEqualTo(first);
  }

  @Test
  void aFullDiskIsWhatTheCaptureFailsWith() {
    store.fail(StorageCall.WRITE, ErrorCode.STORAGE_FULL);
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store.stage(order)) {
      ChronosException failure =
          catchThrowableOfType(
              ChronosException.class, () -> source().capture(capture(order, staged)));
      assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
      assertNothingIsOpen(order, staged);
    }
  }

  @Test
  void anInterruptedCaptureEndsAndStaysInterrupted() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store.stage(order)) {
      Thread.currentThread().interrupt();
      try {
        source().capture(capture(order, staged));
      } catch (ChronosException ended) {
        // To come to the end is as good as to stop, where the end is near.
      }
      assertThat(Thread.interrupted()).isTrue();
      assertNothingIsOpen(order, staged);
    }
    assertThat(captureWhole(2)).isNotEmpty();
  }

  @Test
  void releasingWhatLeftNothingDoesNothing() {
    ComponentSource source = source();
    BackupOrder order = SampleBackups.order(1);
    assertThatCode(
            () -> {
              source.release(order.id());
              source.release(order.id());
            })
        .doesNotThrowAnyException();
    assertThat(captureWhole(2)).isNotEmpty();
  }

  private List<String> captureWhole(int number) {
    BackupOrder order = SampleBackups.order(number);
    try (StagedBackup staged = store.stage(order)) {
      return source().capture(capture(order, staged)).artifacts().stream()
          .map(Artifact::name)
          .map(Object::toString)
          .toList();
    }
  }

  private static void assertNothingIsOpen(BackupOrder order, StagedBackup staged) {
    assertThatCode(
            () ->
                staged.publish(
                    manifest(
                        order,
                        ComponentResult.notConfigured(order.components().iterator().next()))))
        .doesNotThrowAnyException();
  }

  private static Manifest manifest(BackupOrder order, ComponentResult result) {
    return new Manifest(
        Manifest.CURRENT_FORMAT,
        "CHRONOS test",
        order,
        BackupState.COMPLETED,
        order.createdAt(),
        List.of(result),
        List.of(),
        Optional.empty());
  }

  private Capture capture(BackupOrder order, StagedBackup staged) {
    return new Capture(order.id(), staged, Codec.GZIP, progress(), child -> {});
  }

  private CaptureProgress progress() {
    return new CaptureProgress() {
      @Override
      public void read(long bytes) {
        bytesRead.addAndGet(bytes);
      }

      @Override
      public void doing(String what) {}
    };
  }
}
