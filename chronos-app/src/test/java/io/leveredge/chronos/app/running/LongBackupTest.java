package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs for more than five minutes, and therefore only with the profile {@code slow}. */
@Tag("slow")
class LongBackupTest {
  private static final Duration LONGER_THAN_IDLE_TIMEOUTS = Duration.ofSeconds(315);

  @TempDir Path folder;

  @Test
  void aCallThatTakesLongerThanFiveMinutesIsAnswered() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE held AS SELECT 1 AS n");
    try (ServiceProcess service =
            ServiceProcess.start(
                folder, Map.of("DATABASE_URL", database.url(), "LOCK_WAIT_SECONDS", "600"));
        Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Answer> answer =
          service.postLater("/backup", "{\"type\": \"database\"}", Duration.ofMinutes(10));
      await()
          .pollInterval(Duration.ofSeconds(5))
          .during(LONGER_THAN_IDLE_TIMEOUTS)
          .atMost(LONGER_THAN_IDLE_TIMEOUTS.plusSeconds(30))
          .until(() -> !answer.isDone());
      lock.rollback();
      assertThat(answer.get().status()).as(answer.get().body().toString()).isEqualTo(200);
      assertThat(answer.get().body().path("duration_ms").asLong())
          .isGreaterThan(LONGER_THAN_IDLE_TIMEOUTS.toMillis());
    }
  }
}
