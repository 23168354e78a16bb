package io.leveredge.chronos.adapters.os.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  @Test
  void aRestartKeepsThePort() {
    SystemClock clock = new SystemClock();
    PostgresInstallation installed = PostgresInstallations.ofThisMachine().newest().orElseThrow();
    EmbeddedPostgresSettings settings =
        EmbeddedPostgresSettings.of(installed, folder.resolve("pg"));
    int port;
    try (EmbeddedPostgres server =
        new EmbeddedPostgres(new OsChildProcesses(clock), clock, settings)) {
      long t = System.nanoTime();
      port = server.start().port();
      System.err.println("first " + (System.nanoTime() - t) / 1e6);
    }
    try (EmbeddedPostgres server =
        new EmbeddedPostgres(new OsChildProcesses(clock), clock, settings)) {
      long t = System.nanoTime();
      assertThat(server.start().port()).isEqualTo(port);
      System.err.println("again " + (System.nanoTime() - t) / 1e6);
      t = System.nanoTime();
      server.stop();
      System.err.println("stop " + (System.nanoTime() - t) / 1e6);
    }
  }
}
