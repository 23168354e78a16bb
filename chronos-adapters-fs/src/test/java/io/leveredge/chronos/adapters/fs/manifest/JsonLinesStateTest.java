package io.leveredge.chronos.adapters.fs.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.ports.storage.StateFormat;
import io.leveredge.chronos.testkit.storage.StateFormatContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLinesStateTest extends StateFormatContract {
  private final StateFormat format = new JsonLinesState();

  @Override
  protected StateFormat format() {
    return format;
  }

  @Test
  void firstFormatIsStillRead() throws IOException {
    assertThat(format.read(golden().getBytes(UTF_8))).isEqualTo(FULL);
  }

  @Test
  void stateFromBeforeThereWereRestoresIsStillRead() throws IOException {
    assertThat(format.read(fixture("v1.jsonl").getBytes(UTF_8)))
        .isEqualTo(
            new OwnState(
                FULL.writtenAt(),
                FULL.previous(),
                FULL.lacking(),
                FULL.runs(),
                FULL.deletions(),
                List.of()));
  }

  @Test
  void firstFormatIsStillWrittenByteForByte() throws IOException {
    assertThat(new String(format.write(FULL), UTF_8)).isEqualTo(golden());
  }

  @Test
  void kindsAndFieldsOfALaterVersionArePassedOver() throws IOException {
    String later =
        golden()
            .replace("{\"kind\":\"end\"", "{\"kind\":\"policy\",\"keep\":[7]}\n{\"kind\":\"end\"")
            .replace("\"format\":1", "\"format\":1,\"more\":{}");
    assertThat(format.read(later.getBytes(UTF_8))).isEqualTo(FULL);
  }

  @Test
  void failureOfAKindThatIsUnknownHereIsStillAFailure() throws IOException {
    String later = golden().replace("\"dump_failed\"", "\"moon_eclipsed\"");
    assertThat(format.read(later.getBytes(UTF_8)).runs())
        .extracting(Backup::id)
        .isEqualTo(FULL.runs().stream().map(Backup::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":1|\"format\":2|it has the newer format 2",
        "\"runs\":2|\"runs\":3|it is cut short",
        "\"deletion\"|\"deleted\"|it is cut short",
        "\"kind\":\"restore\"|\"kind\":\"restored\"|it is cut short",
        "\"restores\":5|\"restores\":6|it is cut short",
        "\"dry_run\":true|\"dry_run\":1|'dry_run' is neither true nor false",
        "\"written_at\"|\"written\"|'written_at' is missing",
      })
  void stateThatIsNotUnderstoodIsRefusedWithTheReason(String from, String to, String reason)
      throws IOException {
    byte[] changed = golden().replace(from, to).getBytes(UTF_8);
    assertThatThrownBy(() -> format.read(changed))
        .isInstanceOf(ChronosException.class)
        .hasMessageEndingWith(reason);
  }

  private static String golden() throws IOException {
    return fixture("v1-with-restores.jsonl");
  }

  private static String fixture(String name) throws IOException {
    try (InputStream in = JsonLinesStateTest.class.getResourceAsStream("/states/" + name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
