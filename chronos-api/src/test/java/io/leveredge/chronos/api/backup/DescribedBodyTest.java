package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.RunningService;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DescribedBodyTest {
  private static final Pattern BODY =
      Pattern.compile(
          "\n    BackupRequest:\n(?:      .*\n)*?      properties:\n((?:        .*\n)+)");
  private static final Pattern PROPERTY = Pattern.compile("(?m)^        (\\w+):");

  @Test
  void theDocumentNamesExactlyTheFieldsThatAreRead() {
    try (RunningService service = RunningService.open()) {
      Matcher body = BODY.matcher(service.calls().get("/openapi.yml").body());
      assertThat(body.find()).isTrue();
      List<String> described =
          PROPERTY.matcher(body.group(1)).results().map(found -> found.group(1)).toList();
      assertThat(described).containsExactlyInAnyOrderElementsOf(BackupWords.FIELDS);
    }
  }
}
