package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.RunningService;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Logger LOGGER = Logger.getLogger(BackupController.class.getName());

  @Test
  void aBackupThatBeginsIsOneLineWhateverTheCallerWrote() {
    Lines lines = new Lines();
    LOGGER.addHandler(lines);
    try (RunningService service = RunningService.open()) {
      service
          .calls()
          .post(
              "/backup",
              """
              {"reason": "x\\r\\n2026-01-19 ERROR forged", "label": "\\u001b[2J{0}",
               "requested_by": "A\\"POLLO"}
              """);
    } finally {
      LOGGER.removeHandler(lines);
    }
    assertThat(lines.written)
        .singleElement()
        .asString()
        .contains("for \"A\\\"POLLO\"")
        .contains("labels [\"\\u001b[2J{0}\"]")
        .contains("reason \"x\\r\\n2026-01-19 ERROR forged\"")
        .doesNotContain("\n")
        .doesNotContain("\r")
        .doesNotContain("\u001b");
  }

  private static final class Lines extends Handler {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      written.add(new MessageFormat(line.getMessage()).format(line.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
