package io.leveredge.chronos.adapters.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorTailTest {
  private final ErrorTail tail = new ErrorTail();

  @Test
  void theOldestBytesGoFirst() {
    append("a");
    append("b".repeat(ErrorTail.CAPACITY - 2));
    append("cd");
    assertThat(tail.text()).hasSize(ErrorTail.CAPACITY).startsWith("bb").endsWith("bcd");
  }

  @Test
  void aCharacterCutAtTheFrontIsLeftOut() {
    append("ä" + "b".repeat(ErrorTail.CAPACITY - 1));
    assertThat(tail.text()).isEqualTo("b".repeat(ErrorTail.CAPACITY - 1));
  }

  @Test
  void badBytesAreReplaced() {
    byte[] bad = {'a', (byte) 0xFF, 'b'};
    tail.append(bad, bad.length);
    assertThat(tail.text()).isEqualTo("a\uFFFDb");
  }

  private void append(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    tail.append(bytes, bytes.length);
  }
}
