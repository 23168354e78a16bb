package io.leveredge.chronos.adapters.fs.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that gzip(1) wrote, whole and broken. */
final class GzipMembersTest {
  @TempDir Path folder;

  @Test
  void membersOneBehindTheOtherAreRead() throws Exception {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    byte[] stored = joined(gzip(noise), gzip(new byte[0]), gzip("end".getBytes(UTF_8)));
    assertThat(plain(stored)).isEqualTo(joined(noise, "end".getBytes(UTF_8)));
  }

  /** Names, comments, extra fields and a check of the header (RFC 1952, 2.3.1). */
  @Test
  void headerWithAllThatItMayHaveIsPassedOver() throws Exception {
    byte[] bare = gzip("text".getBytes(UTF_8));
    byte[] odd = {
      0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'x', 'n', 0, 'c', 0, 1, 2
    };
    assertThat(plain(joined(odd, Arrays.copyOfRange(bare, 10, bare.length))))
        .asString()
        .isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 9, 15, 19})
  void memberThatIsCutIsNoEnd(int missing) throws Exception {
    byte[] whole = joined(gzip("first".getBytes(UTF_8)), gzip("second".getBytes(UTF_8)));
    assertRefused(Arrays.copyOf(whole, whole.length - missing));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8})
  void wrongCheckOrLengthIsNoticed(int fromTheEnd) throws Exception {
    byte[] stored = gzip("text".getBytes(UTF_8));
    stored[stored.length - fromTheEnd] ^= 1;
    assertThatThrownBy(() -> plain(stored))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a block has not the %s that stands behind it"
                .formatted(fromTheEnd > 4 ? "check" : "length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u001f", "garbage of some length, longer than a header"})
  void nothingElseMayStandBehindAMember(String garbage) throws Exception {
    assertRefused(joined(gzip("text".getBytes(UTF_8)), garbage.getBytes(UTF_8)));
  }

  @Test
  void whatIsNoMemberIsRefusedAtOnce() {
    for (String text : new String[] {"", "\u001f", "plain text"}) {
      assertThatThrownBy(() -> new GzipMembers(new ByteArrayInputStream(text.getBytes(UTF_8))))
          .isInstanceOf(IOException.class);
    }
  }

  private static void assertRefused(byte[] stored) {
    assertThatThrownBy(() -> plain(stored)).isInstanceOf(IOException.class);
  }

  private static byte[] plain(byte[] stored) throws IOException {
    try (InputStream members = new GzipMembers(new ByteArrayInputStream(stored))) {
      return members.readAllBytes();
    }
  }

  private byte[] gzip(byte[] plain) throws Exception {
    Process program =
        new ProcessBuilder("gzip", "-n", "-c")
            .redirectInput(Files.write(folder.resolve("plain"), plain).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] stored = program.getInputStream().readAllBytes();
    assertThat(program.waitFor()).isZero();
    return stored;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
