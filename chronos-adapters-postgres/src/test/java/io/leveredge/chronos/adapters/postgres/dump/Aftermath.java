package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What a dump that failed leaves behind: a reason, and nothing else. */
final class Aftermath {
  private Aftermath() {}

  static ChronosException failureOf(DumpTrial trial) {
    ChronosException failure = catchThrowableOfType(ChronosException.class, trial::run);
    assertThat(failure).as("the dump succeeded").isNotNull();
    return failure;
  }

  static long sessions(DumpTrial trial) throws SQLException {
    return Long.parseLong(
        TestPostgres.shared()
            .maintenance()
            .value(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'chronos-%s'"
                    .formatted(trial.id))
            .orElseThrow());
  }

  /** What must be true after every failure. */
  static void nothingIsLeft(DumpTrial trial) throws Exception {
    assertThat(sessions(trial)).isZero();
    assertThat(trial.children)
        .allSatisfy(child -> assertThat(Path.of("/proc/" + child.pid())).doesNotExist());
    if (Files.exists(trial.folder.resolve("private"))) {
      try (Stream<Path> left = Files.list(trial.folder.resolve("private"))) {
        assertThat(left).isEmpty();
      }
    }
  }
}
