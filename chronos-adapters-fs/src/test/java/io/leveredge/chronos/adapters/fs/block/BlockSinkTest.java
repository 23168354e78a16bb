package io.leveredge.chronos.adapters.fs.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sink writes is what the ordinary tools read. */
@Timeout(60)
final class BlockSinkTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void standardToolsReadWhatWasWritten(Codec codec) throws Exception {
    byte[] plain = BlockTrial.text(20 * BlockTrial.BLOCK + 12_345);
    MemoryFile file = new MemoryFile();
    StoredArtifact stored = BlockTrial.store(codec, file, plain);
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
    byte[] plain = BlockTrial.text(5 * BlockTrial.BLOCK + 77);
    MemoryFile file = new MemoryFile();
    BlockTable blocks = BlockTrial.store(codec, file, plain).blocks();
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
    StoredArtifact stored = BlockTrial.store(codec, file, new byte[0]);
    assertThat(file.content()).hasSize((int) stored.artifact().storedBytes().value());
    assertThat(file.content().length > 0).isEqualTo(codec != Codec.NONE);
    assertThat(unpacked(codec, file.content())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 9})
  void gunzipReadsEveryLevel(int level) throws Exception {
    byte[] noise = new byte[BlockTrial.BLOCK];
    new Random(4).nextBytes(noise);
    MemoryFile file = new MemoryFile();
    try (BlockSink sink =
        new BlockSink(
            BlockTrial.NAME,
            new Compression(Codec.GZIP, level, 2),
            () -> file,
            BlockTrial.listener(new ArrayList<>()))) {
      sink.write(noise, 0, BlockTrial.BLOCK);
      sink.write(BlockTrial.text(BlockTrial.BLOCK), 0, BlockTrial.BLOCK);
      sink.finish();
    }
    byte[] plain = Arrays.copyOf(noise, 2 * BlockTrial.BLOCK);
    System.arraycopy(
        BlockTrial.text(BlockTrial.BLOCK), 0, plain, BlockTrial.BLOCK, BlockTrial.BLOCK);
    assertThat(unpacked(Codec.GZIP, file.content())).isEqualTo(plain);
  }

  @Test
  void noGzipBlockOutgrowsItsBound() {
    try (GzipBlocks gzip = new GzipBlocks(1)) {
      Block block = new Block(GzipBlocks.STORED_BOUND);
      byte[] room = block.stored;
      for (int length : new int[] {0, 1, 65_535, 131_071, BlockTrial.BLOCK - 1, BlockTrial.BLOCK}) {
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
    byte[] plain = new byte[2 * BlockTrial.BLOCK];
    new Random(3).nextBytes(plain);
    MemoryFile file = new MemoryFile();
    BlockTrial.store(codec, file, plain);
    assertThat(unpacked(codec, file.content())).isEqualTo(plain);
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
}
