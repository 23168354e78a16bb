package io.leveredge.chronos.adapters.fs.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class BlockSinkTest {
  private static final ArtifactName NAME = new ArtifactName("database.sql.gz");
  private static final int BLOCK = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void standardToolsReadWhatWasWritten(Codec codec) throws Exception {
    byte[] plain = text(20 * BLOCK + 12_345);
    MemoryFile file = new MemoryFile();
    StoredArtifact stored = store(codec, file, plain);
    byte[] bytes = file.content();
    assertThat(unpacked(codec, bytes)).isEqualTo(plain);
    assertThat(stored.artifact().plainSha256()).isEqualTo(Sha256.of(plain));
    assertThat(stored.artifact().storedSha256()).isEqualTo(Sha256.of(bytes));
    assertThat(stored.artifact().plainBytes().value()).isEqualTo(plain.length);
    assertThat(stored.artifact().storedBytes().value()).isEqualTo(bytes.length);
    assertThat(file.events).endsWith("sync", "close").containsOnlyOnce("sync");
  }

  @ParameterizedTest
  @EnumSource
  void eachBlockIsReadAloneAtItsOffset(Codec codec) throws IOException {
    byte[] plain = text(5 * BLOCK + 77);
    MemoryFile file = new MemoryFile();
    BlockTable blocks = store(codec, file, plain).blocks();
    byte[] stored = file.content();
    assertThat(blocks.size()).isEqualTo(6);
    for (int block = 0; block < blocks.size(); block++) {
      boolean last = block == blocks.size() - 1;
      long storedEnd = last ? stored.length : blocks.storedOffset(block + 1);
      long plainEnd = last ? plain.length : blocks.plainOffset(block + 1);
      byte[] alone = Arrays.copyOfRange(stored, (int) blocks.storedOffset(block), (int) storedEnd);
      assertThat(decompressed(codec, alone))
          .isEqualTo(Arrays.copyOfRange(plain, (int) blocks.plainOffset(block), (int) plainEnd));
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyArtifactIsAValidFile(Codec codec) throws Exception {
    MemoryFile file = new MemoryFile();
    StoredArtifact stored = store(codec, file, new byte[0]);
    assertThat(file.content()).hasSize((int) stored.artifact().storedBytes().value());
    assertThat(file.content().length > 0).isEqualTo(codec != Codec.NONE);
    assertThat(unpacked(codec, file.content())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 9})
  void gunzipReadsEveryLevel(int level) throws Exception {
    byte[] noise = new byte[BLOCK];
    new Random(4).nextBytes(noise);
    MemoryFile file = new MemoryFile();
    try (BlockSink sink =
        new BlockSink(
            NAME, new Compression(Codec.GZIP, level, 2), () -> file, listener(new ArrayList<>()))) {
      sink.write(noise, 0, BLOCK);
      sink.write(text(BLOCK), 0, BLOCK);
      sink.finish();
    }
    byte[] plain = Arrays.copyOf(noise, 2 * BLOCK);
    System.arraycopy(text(BLOCK), 0, plain, BLOCK, BLOCK);
    assertThat(unpacked(Codec.GZIP, file.content())).isEqualTo(plain);
  }

  @Test
  void noGzipBlockOutgrowsItsBound() {
    try (GzipBlocks gzip = new GzipBlocks(1)) {
      Block block = new Block(GzipBlocks.STORED_BOUND);
      byte[] room = block.stored;
      for (int length : new int[] {0, 1, 65_535, 131_071, BLOCK - 1, BLOCK}) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        block.clear();
        block.fill(noise, 0, length);
        gzip.compress(block);
        assertThat(block.stored).isSameAs(room);
        assertThat(block.storedLength).isLessThanOrEqualTo(length + length / 8192 + 30);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesThatCannotBeCompressedAreStored(Codec codec) throws Exception {
    byte[] plain = new byte[2 * BLOCK];
    new Random(3).nextBytes(plain);
    MemoryFile file = new MemoryFile();
    store(codec, file, plain);
    assertThat(unpacked(codec, file.content())).isEqualTo(plain);
  }

  @Test
  void failedWriteSurfacesAtALaterWriteAndTheThreadsEnd() {
    MemoryFile file = new MemoryFile();
    file.failAt = 3;
    BlockSink sink = sink(Codec.GZIP, file);
    byte[] chunk = new byte[BLOCK];
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
    try (BlockSink sink = sink(Codec.GZIP, file)) {
      sink.write(new byte[10], 0, 10);
      assertThatThrownBy(sink::finish).isInstanceOf(ChronosException.class);
    }
    assertThat(file.events).containsOnlyOnce("sync");
  }

  @Test
  void stuckDiskHoldsTheWriterInBoundedMemoryUntilItIsInterrupted() throws Exception {
    MemoryFile file = new MemoryFile();
    file.stuck = new CountDownLatch(1);
    BlockSink sink = sink(Codec.GZIP, file);
    byte[] chunk = new byte[BLOCK];
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
    assertThat(sink.position()).isLessThanOrEqualTo(8L * BLOCK);
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
        new BlockSink(NAME, new Compression(Codec.ZSTD, 1, 3), () -> file, listener(heard));
    sink.write(new byte[3 * BLOCK], 0, 3 * BLOCK);
    sink.close();
    sink.close();
    assertThat(heard).containsExactly("given up");
    assertThat(threads()).isEmpty();
    assertThatThrownBy(() -> sink.write(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static StoredArtifact store(Codec codec, MemoryFile file, byte[] plain) {
    try (BlockSink sink = sink(codec, file)) {
      int odd = 70_001; // So that writes and blocks do not end together.
      for (int from = 0; from < plain.length; from += odd) {
        sink.write(plain, from, Math.min(odd, plain.length - from));
      }
      return sink.finish();
    }
  }

  private static BlockSink sink(Codec codec, MemoryFile file) {
    return new BlockSink(
        NAME, new Compression(codec, 1, 2), () -> file, listener(new ArrayList<>()));
  }

  private static BlockSink.Listener listener(List<String> heard) {
    return new BlockSink.Listener() {
      @Override
      public void finished(StoredArtifact artifact) {
        heard.add("finished");
      }

      @Override
      public void givenUp() {
        heard.add("given up");
      }
    };
  }

  /** Lines of text that compress about as a dump does. */
  private static byte[] text(int length) {
    Random random = new Random(1);
    byte[] text = new byte[length];
    for (int at = 0; at < length; at++) {
      text[at] = (byte) (at % 64 == 63 ? '\n' : 'a' + random.nextInt(at % 3 == 0 ? 26 : 2));
    }
    return text;
  }

  /** What gunzip or zstd make of the file. */
  private byte[] unpacked(Codec codec, byte[] stored) throws Exception {
    Path in = Files.write(folder.resolve("stored"), stored);
    List<String> command =
        switch (codec) {
          case NONE -> List.of("cat");
          case GZIP -> List.of("gunzip", "-c");
          case ZSTD -> List.of("zstd", "-d", "-c", "-q");
        };
    Path out = folder.resolve("plain");
    Process tool =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(tool.waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  private static byte[] decompressed(Codec codec, byte[] block) throws IOException {
    return switch (codec) {
      case NONE -> block;
      case GZIP -> new GZIPInputStream(new ByteArrayInputStream(block)).readAllBytes();
      case ZSTD -> Zstd.decompress(block, (int) Zstd.getFrameContentSize(block));
    };
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.endsWith(NAME.value()))
        .toList();
  }

  /** A file in memory that fails or hangs where it is told to. */
  private static final class MemoryFile implements StoredFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<String> events = new CopyOnWriteArrayList<>();
    int failAt = Integer.MAX_VALUE;
    boolean failAtSync;
    CountDownLatch stuck = new CountDownLatch(0);

    @Override
    public void write(byte[] block, int length) {
      try {
        stuck.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      events.add("write");
      if (events.size() >= failAt) {
        throw new ChronosException(ErrorCode.STORAGE_FULL, "full");
      }
      bytes.write(block, 0, length);
    }

    @Override
    public void sync() {
      events.add("sync");
      if (failAtSync) {
        throw new ChronosException(ErrorCode.STORAGE_FAILED, "broken");
      }
    }

    @Override
    public void close() {
      events.add("close");
    }

    byte[] content() {
      return bytes.toByteArray();
    }
  }
}
