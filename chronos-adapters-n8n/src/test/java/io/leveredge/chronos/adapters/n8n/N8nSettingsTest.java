package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class N8nSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "http://n8n:5678, http://n8n:5678",
    "http://n8n:5678/, http://n8n:5678",
    "https://example.com/tools/n8n//, https://example.com/tools/n8n",
    "https://example.com/n8n/api/v1/, https://example.com/n8n",
    "http://[::1]:5678/api/v1, http://[::1]:5678"
  })
  void theAddressMayHaveAPathAndAnEnding(String given, String url) {
    assertThat(N8nSettings.of(given, "key").url()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n8n:5678",
        "ftp://n8n",
        "http://",
        "http://n8n:the-secret@/",
        "http://user:the-secret@n8n",
        "http://n8n/?key=the-secret",
        "http://n8n/the-secret path"
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> N8nSettings.of(url, "key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("the-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the-secret\r\nHost: x", "the-secret key", "the-secret\u00fc"})
  void aKeyThatNoHeaderCarriesIsRefusedWithoutRepeatingIt(String key) {
    assertThatThrownBy(() -> N8nSettings.of("http://n8n", key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("the-secret");
  }

  @Test
  void theSettingsAsTextHoldNoKey() {
    assertThat(N8nSettings.of("http://n8n:5678", "the-secret"))
        .hasToString("n8n at http://n8n:5678");
  }
}
