package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.postgres.drill.PostgresDatabaseDrill;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fifth promise, when the disk of the server that is restored into runs full: nothing changes,
 * and nothing is left.
 */
class FullServerDiskTest {
  /** In megabytes: a new database takes eight, and these rows do not fit. */
  private static final int ROOM = 14;

  /** Some 20 MB with their index. */
  private static final String ROWS =
      """
      CREATE TABLE t (i int PRIMARY KEY, v text);
      INSERT INTO t SELECT i, repeat(md5(i::text), 15) FROM generate_series(1, 36000) i
      """;

  private static final String CONTENTS =
      "SELECT count(*) || ' ' || sum(hashtextextended(v, i)) FROM t";

  @TempDir Path folder;

  @Test
  void restoreThatFindsTheDiskFullLeavesAllAsItWasAndSucceedsOnceThereIsRoom() throws Exception {
    try (SmallDiskServer server = new SmallDiskServer(folder)) {
      server.maintenance().execute("CREATE DATABASE live");
      TestDatabase live = server.maintenance().named("live");
      live.execute(ROWS);
      BackupTrial trial = new BackupTrial(live, folder);
      PublishedBackup backup = trial.backup();
      String backedUp = live.value(CONTENTS).orElseThrow();
      live.execute("UPDATE t SET i = -i, v = 'later' WHERE i <= 10");
      server.fillUpTo(ROOM);
      State before = State.of(live);

      for (RestoreChoice choice : List.of(BackupTrial.whole(), BackupTrial.inPlace())) {
        isFull(() -> trial.restore(backup, choice));
        isAsItWas(live, before);
        live.execute("CREATE TABLE in_service AS SELECT 1 AS i; DROP TABLE in_service");
      }
      isFull(
          () ->
              new PostgresDatabaseDrill(trial.settings, trial.tools())
                  .run(BackupTrial.newId().job(), backup, BackupTrial.SILENT));
      isAsItWas(live, before);

      server.makeRoom();
      trial.restore(backup, BackupTrial.whole());
      assertThat(live.value(CONTENTS)).contains(backedUp);
    }
  }

  /** A session that was closed ends a moment later. */
  private static void isAsItWas(TestDatabase live, State before) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(State.of(live)).isEqualTo(before));
  }

  private static void isFull(ThrowingCallable restore) {
    ChronosException failure = catchThrowableOfType(ChronosException.class, restore);
    assertThat(failure).isNotNull().hasMessageContaining("No space left on device");
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_DISK_FULL);
  }

  /** What there is at the server: databases, roles, sessions of ours, and the rows in use. */
  private record State(String server, String rows) {
    static State of(TestDatabase live) throws Exception {
      return new State(
          live.value(
                  """
                  SELECT (SELECT string_agg(oid || ' ' || datname, ',' ORDER BY oid)
                            FROM pg_database)
                      || (SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles)
                      || (SELECT count(*) FROM pg_stat_activity
                           WHERE application_name LIKE 'chronos%')
                  """)
              .orElseThrow(),
          live.value(CONTENTS).orElseThrow());
    }
  }
}
