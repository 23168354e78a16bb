package io.leveredge.chronos.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackupIdTest {
  private static final Instant AT = Instant.parse("2026-01-19T14:30:05.123Z");

  @Test
  void holdsItsInstantAndItsRandomBits() {
    BackupId id = BackupId.of(AT, 0x3FFFFFFFFFFFFL);
    assertThat(id.value()).isEqualTo("20260119T143005123Z-zzzzzzzzzz");
    assertThat(id.instant()).isEqualTo(AT);
    assertThat(BackupId.parse(id.value())).contains(id);
  }

  @Test
  void orderOfTextIsOrderOfTime() {
    BackupId early = BackupId.of(AT, Long.MAX_VALUE);
    BackupId late = BackupId.of(AT.plusMillis(1), 0);
    assertThat(early).isLessThan(late);
    assertThat(early.value()).isLessThan(late.value());
  }

  @Test
  void fitsIntoTheNameOfADatabaseSession() {
    assertThat(("chronos-" + BackupId.of(AT, 1)).length()).isLessThanOrEqualTo(63);
  }

  @Test
  void nothingElseIsAnId() {
    for (String text :
        new String[] {
          "",
          "..",
          "20260119T143005123Z",
          "20260119T143005123Z-ZZZZZZZZZZ",
          "20260119T143005123Z-zzzzzzzzzz/..",
          "20260119T143005123Z-zzzzzzzzzi"
        }) {
      assertThat(BackupId.parse(text)).as(text).isEmpty();
      assertThatThrownBy(() -> new BackupId(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }
}
