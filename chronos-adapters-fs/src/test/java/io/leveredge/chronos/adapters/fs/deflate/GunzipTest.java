package io.leveredge.chronos.adapters.fs.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** GNU gzip has an inflater of its own, older than zlib's. */
@Timeout(60)
final class GunzipTest {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  @TempDir Path folder;

  @Test
  void gnuGzipReadsEverySampleOneMemberAfterTheOther() throws Exception {
    Collection<byte[]> samples = Samples.all().values();
    Path stored = folder.resolve("stored.gz");
    Path plain = folder.resolve("plain");
    DeflateEncoder encoder = new DeflateEncoder();
    try (OutputStream file = Files.newOutputStream(stored);
        OutputStream expected = Files.newOutputStream(plain)) {
      for (byte[] sample : samples) {
        file.write(HEADER);
        file.write(Streams.encoded(encoder, sample));
        file.write(trailer(sample));
        expected.write(sample);
      }
    }
    Path unpacked = folder.resolve("unpacked");
    assertThat(run(unpacked, "gzip", "-t", stored.toString())).isZero();
    assertThat(run(unpacked, "gunzip", "-c", stored.toString())).isZero();
    assertThat(Files.mismatch(unpacked, plain)).isEqualTo(-1);
  }

  private static byte[] trailer(byte[] plain) {
    CRC32 crc = new CRC32();
    crc.update(plain);
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(plain.length)
        .array();
  }

  private static int run(Path output, String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
