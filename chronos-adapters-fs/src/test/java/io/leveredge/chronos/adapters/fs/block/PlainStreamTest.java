package io.leveredge.chronos.adapters.fs.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream ends where the artifact does, and there the file has to end, too. */
final class PlainStreamTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void fileThatEndsWithTheArtifactIsRead(Codec codec) throws Exception {
    byte[] plain = BlockTrial.text(2 * BlockTrial.BLOCK + 5);
    assertThat(read(codec, plain.length, stored(codec, plain))).isEqualTo(plain);
    assertThat(read(codec, 0, stored(codec, new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fileThatGoesOnIsDamaged(Codec codec) {
    byte[] plain = BlockTrial.text(BlockTrial.BLOCK);
    byte[] longer = stored(codec, BlockTrial.text(BlockTrial.BLOCK + 1));
    byte[] garbage = Arrays.copyOf(stored(codec, plain), stored(codec, plain).length + 30);
    for (byte[] stored : new byte[][] {longer, garbage}) {
      assertThatThrownBy(() -> read(codec, plain.length, stored))
          .hasMessageStartingWith(BlockTrial.NAME + " is damaged: ")
          .isInstanceOfSatisfying(
              ChronosException.class,
              damaged -> assertThat(damaged.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
    }
  }

  @Test
  void checkBehindTheLastBlockIsCompared() {
    byte[] plain = BlockTrial.text(BlockTrial.BLOCK);
    byte[] stored = stored(Codec.GZIP, plain);
    stored[stored.length - 6] ^= 1;
    assertThatThrownBy(() -> read(Codec.GZIP, plain.length, stored)).hasMessageContaining("check");
  }

  private static byte[] stored(Codec codec, byte[] plain) {
    MemoryFile file = new MemoryFile();
    BlockTrial.store(codec, file, plain);
    return file.content();
  }

  private byte[] read(Codec codec, long plainBytes, byte[] stored) throws IOException {
    Sha256 digest = Sha256.of(stored);
    Artifact artifact =
        new Artifact(
            BlockTrial.NAME,
            codec,
            ByteCount.of(stored.length),
            digest,
            ByteCount.of(plainBytes),
            digest);
    FileChannel file = FileChannel.open(Files.write(folder.resolve("stored"), stored));
    try (PlainStream stream =
        PlainStream.of(
            artifact,
            file,
            0,
            (what, cause) -> new ChronosException(ErrorCode.STORAGE_FAILED, what, cause))) {
      return stream.readAllBytes();
    }
  }
}
