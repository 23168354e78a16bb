package io.leveredge.chronos.adapters.fs.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RawNameTest {

  @ParameterizedTest
  @CsvSource({
    "plain-name.txt, plain-name.txt",
    "caf%C3%A9, café",
    "%E2%82%AC, €",
    "%F0%9F%98%80, \uD83D\uDE00",
    "a%FFb, a\\xffb",
    "line%0Abreak, line\\x0abreak",
    "%1B%5B31m, \\x1b[31m",
    "back%5Cslash, back\\\\slash",
    "%5Cx41, \\\\x41",
    "cut%E2%82, cut\\xe2\\x82",
    "%C3, \\xc3",
    "%EF%BF%BD, \uFFFD",
    "overlong%C0%AF, overlong\\xc0\\xaf",
    "surrogate%ED%A0%80, surrogate\\xed\\xa0\\x80",
    "right-to-left%E2%80%AE, right-to-left\\xe2\\x80\\xae",
    "c1%C2%9B, c1\\xc2\\x9b",
  })
  void nameIsEscapedSoThatItCanBePrintedAndReadBack(String uri, String escaped) {
    RawName name = RawName.of(Path.of(URI.create("file:///" + uri))).from(1);
    assertThat(name.escaped()).isEqualTo(escaped);
    assertThat(RawName.unescape(escaped)).isEqualTo(name).hasSameHashCodeAs(name);
  }

  @Test
  void everyByteThatANameCanHoldIsKept() {
    StringBuilder uri = new StringBuilder("file:///");
    for (int value = 1; value < 256; value++) {
      if (value != '/') {
        uri.append('%').append(HexFormat.of().toHexDigits((byte) value));
      }
    }
    RawName name = RawName.of(Path.of(URI.create(uri.toString())));
    assertThat(name.length()).isEqualTo(255);
    byte[] bytes = new byte[255];
    name.copyTo(bytes, 0, 255);
    for (int value = 1, at = 1; value < 256; value++) {
      if (value != '/') {
        assertThat(bytes[at++]).isEqualTo((byte) value);
      }
    }
    assertThat(RawName.unescape(name.escaped())).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "\\n", "a\\x4", "\\xzz"})
  void whatNobodyEscapedIsRefused(String text) {
    assertThatThrownBy(() -> RawName.unescape(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The URI of a directory ends with a slash, and that of a link to one does too. */
  @Test
  void slashAtTheEndIsKeptOnlyWhereItWas() {
    assertThat(RawName.of(Path.of("/usr")).escaped()).isEqualTo("/usr");
    assertThat(RawName.of(Path.of("/")).escaped()).isEqualTo("/");
  }
}
