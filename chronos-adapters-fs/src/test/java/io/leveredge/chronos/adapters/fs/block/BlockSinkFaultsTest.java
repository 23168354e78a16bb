package io.leveredge.chronos.adapters.fs.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that fails or hangs while a sink writes to it. */
@Timeout(60)
final class BlockSinkFaultsTest {
  @Test
  void failedWriteSurfacesAtALaterWriteAndTheThreadsEnd() {
    MemoryFile file = new MemoryFile();
    file.failAt = 3;
    BlockSink sink = BlockTrial.sink(Codec.GZIP, file);
    byte[] chunk = new byte[BlockTrial.BLOCK];
    assertThatThrownBy(
            () -> {
              while (true) {
                sink.write(chunk, 0, chunk.length);
              }
            })
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    assertThatThrownBy(sink::finish).isInstanceOf(ChronosException.class);
    sink.close();
    assertThat(threads()).isEmpty();
    assertThat(file.events).containsOnlyOnce("close").doesNotContain("sync");
  }

  @Test
  void failedSyncSurfacesInFinish() {
    MemoryFile file = new MemoryFile();
    file.failAtSync = true;
    try (BlockSink sink = BlockTrial.sink(Codec.GZIP, file)) {
      sink.write(new byte[10], 0, 10);
      assertThatThrownBy(sink::finish).isInstanceOf(ChronosException.class);
    }
    assertThat(file.events).containsOnlyOnce("sync");
  }

  @Test
  void stuckDiskHoldsTheWriterInBoundedMemoryUntilItIsInterrupted() throws Exception {
    MemoryFile file = new MemoryFile();
    file.stuck = new CountDownLatch(1);
    BlockSink sink = BlockTrial.sink(Codec.GZIP, file);
    byte[] chunk = new byte[BlockTrial.BLOCK];
    Thread caller =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThatThrownBy(
                            () -> {
                              while (true) {
                                sink.write(chunk, 0, chunk.length);
                              }
                            })
                        .isInstanceOf(ChronosException.class)
                        .hasMessageContaining("interrupted"));
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(sink.position()).isLessThanOrEqualTo(8L * BlockTrial.BLOCK);
    caller.interrupt();
    assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
    file.stuck.countDown();
    sink.close();
    assertThat(threads()).isEmpty();
  }

  @Test
  void closedUnfinishedSinkEndsItsThreadsAndSaysSoOnce() {
    List<String> heard = new ArrayList<>();
    MemoryFile file = new MemoryFile();
    BlockSink sink =
        new BlockSink(
            BlockTrial.NAME,
            new Compression(Codec.ZSTD, 1, 3),
            () -> file,
            BlockTrial.listener(heard));
    sink.write(new byte[3 * BlockTrial.BLOCK], 0, 3 * BlockTrial.BLOCK);
    sink.close();
    sink.close();
    assertThat(heard).containsExactly("given up");
    assertThat(threads()).isEmpty();
    assertThatThrownBy(() -> sink.write(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.endsWith(BlockTrial.NAME.value()))
        .toList();
  }
}
