package io.leveredge.chronos.adapters.os.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresSettingsTest {
  private static final EmbeddedPostgresSettings PLAIN =
      EmbeddedPostgresSettings.of(new PostgresInstallation(15, Path.of("/bin")), Path.of("/home"));

  @ParameterizedTest
  @ValueSource(strings = {"", "a'b", "a b", "Upper", "1st", "a;drop"})
  void aNameThatWouldNeedQuotingIsRefused(String name) {
    assertThatThrownBy(
            () ->
                new EmbeddedPostgresSettings(
                    PLAIN.binaries(), PLAIN.home(), 0, name, "chronos", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new EmbeddedPostgresSettings(
                    PLAIN.binaries(), PLAIN.home(), 0, "chronos", name, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSettingsNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> PLAIN.withServerSettings(Map.of("port=1 -c fsync", "off")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThatThrownBy(() -> PLAIN.withPort(65536)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsDurableUnlessFsyncIsOff() {
    assertThat(PLAIN.durable()).isTrue();
    assertThat(PLAIN.withServerSettings(Map.of("fsync", "off")).durable()).isFalse();
  }
}
