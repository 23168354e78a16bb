package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements come out of a page as they went in. */
final class PageReaderTest {
  private static final String[] ODD = {
    "1.50", "-0", "1E+400", "\"\\u00fc\\n\\\"\"", "\"\uD83D\uDE82\"", "[]", "{}", "null", "true"
  };

  private final List<String> digests = new ArrayList<>();

  @Test
  void elementsOfAnySizeAndLayoutComeOutAsTheyWentIn() throws IOException {
    Random random = new Random(41);
    for (int round = 0; round < 200; round++) {
      digests.clear();
      List<String> elements = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        elements.add(element(random));
      }
      String page =
          "{\"x\":[1,{}], \"data\" :[" + String.join(" , ", elements) + " ],\"nextCursor\":\"c\"} ";
      assertThat(read(page)).isEqualTo(Optional.of("c"));
      assertThat(digests).isEqualTo(elements.stream().map(PageReaderTest::digest).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"data\":null}",
        "{\"data\":{}}",
        "{\"data\":[1]}",
        "{\"data\":[{}]",
        "{\"data\":[{}],\"nextCursor\":null} {}",
        "{\"data\":[{\"id\":}]}",
        "<html></html>"
      })
  void whatIsNoPageIsRefused(String page) {
    assertThatThrownBy(() -> read(page)).isInstanceOf(IOException.class);
  }

  @Test
  void anElementMayBeNestedDeeply() throws IOException {
    String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    read("{\"data\":[" + deep + "]}");
    assertThat(digests).containsExactly(digest(deep));
  }

  @Test
  void anElementMayHaveAnyNumberOfKeys() throws IOException {
    String many =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"key %x\":0".formatted(i * 7919))
            .collect(Collectors.joining(",", "{\"a\":{", "}}"));
    read("{\"data\":[" + many + "]}");
    assertThat(digests).containsExactly(digest(many));
  }

  private Optional<String> read(String page) throws IOException {
    PageReader reader =
        new PageReader(
            element -> digests.add(element.raw().digest().hex()), ByteCount.ofMebibytes(2));
    return reader.read(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String element(Random random) {
    StringBuilder element = new StringBuilder("{");
    for (int i = random.nextInt(5); i >= 0; i--) {
      element.append(i % 2 == 0 ? " " : "").append("\"k").append(i).append("\" :");
      element.append(
          switch (random.nextInt(3)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> '"' + "ü".repeat(random.nextInt(9000)) + '"';
            default -> "[" + ODD[random.nextInt(ODD.length)] + ",{\"y\": 1.0}]";
          });
      element.append(i == 0 ? "\n}" : ",");
    }
    return element.toString();
  }
}
