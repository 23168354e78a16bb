package io.leveredge.chronos.bench.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.bench.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpedDatabaseTest {
  private static final int SIZE_MB = 8;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final SystemClock CLOCK = new SystemClock();
  private static final OsChildProcesses PROCESSES = new OsChildProcesses(CLOCK);
  private static final Shell SHELL = new Shell(PROCESSES, CLOCK);

  @TempDir static Path folder;
  private static BenchServer server;

  @BeforeAll
  static void aServerWithTheDatabase() {
    server = new BenchServer(PROCESSES, CLOCK, SHELL, folder, 128);
    new DumpedDatabase(server, SIZE_MB).create();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theDumpIsAsLargeAsItWasAskedFor() {
    assertThat(dumped("wc -c")).isBetween(SIZE_MB * 900_000L, SIZE_MB * 1_100_000L);
  }

  /** As the dumps of real applications: gzip makes a sixth or a seventh of them. */
  @Test
  void theDumpIsNeitherRandomNorDegenerate() {
    double ratio = (double) dumped("wc -c") / dumped("gzip | wc -c");
    assertThat(ratio).isBetween(5.5, 7.5);
  }

  @Test
  void theSameRowsAreMadeEachTime() {
    String before = content();
    server.query("postgres", "DROP DATABASE " + DumpedDatabase.NAME);
    new DumpedDatabase(server, SIZE_MB).create();
    assertThat(content()).hasSize(32).isEqualTo(before);
  }

  private static String content() {
    return server.query(
        DumpedDatabase.NAME,
        """
        SELECT md5(string_agg(row, '' ORDER BY row))
        FROM (SELECT e::text AS row FROM executions e UNION ALL SELECT c::text FROM customers c
              UNION ALL SELECT a::text FROM accounts a) AS rows
        """);
  }

  private static long dumped(String counter) {
    return Long.parseLong(
        SHELL.output("\"$PG_BIN\"/pg_dump | eval \"$COUNTER\"", with("COUNTER", counter), LIMIT));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables =
        new java.util.HashMap<>(server.clientEnvironment(DumpedDatabase.NAME));
    variables.put(name, value);
    return variables;
  }
}
