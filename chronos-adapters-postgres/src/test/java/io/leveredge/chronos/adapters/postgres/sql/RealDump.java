package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.postgres.PsqlRun;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dumps of the installed pg_dump, and their way back through psql. */
public final class RealDump {
  private RealDump() {}

  /** What pg_dump writes. */
  public static byte[] of(TestDatabase database, String... options) throws Exception {
    Command command =
        new Command(
            PostgresInstallations.ofThisMachine()
                .newest()
                .orElseThrow()
                .binaries()
                .resolve("pg_dump"),
            Arrays.asList(options),
            Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password(),
                "PGDATABASE", database.name()),
            Optional.empty());
    try (Child pgDump = new OsChildProcesses(new SystemClock()).start(command)) {
      byte[] dump = pgDump.output().readAllBytes();
      assertThat(pgDump.await(Duration.ofMinutes(1))).describedAs(pgDump.errors()).contains(0);
      return dump;
    }
  }

  /** A whole dump, in pieces. */
  public static ScannedDump scan(byte[] dump, int piece) {
    DumpScanner scanner = new DumpScanner();
    Pieces.cut(dump, List.of(piece), scanner::accept);
    ScannedDump scanned = scanner.finish();
    assertThat(scanned.trailerSeen()).isTrue();
    assertThat(scanned.statementsRefused()).isEmpty();
    assertThat(scanned.bytes()).isEqualTo(dump.length);
    return scanned;
  }

  /** Loads a dump, or any other SQL, and stands for no error. */
  public static void restore(byte[] sql, TestDatabase into, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("restore.sql"), sql);
    PsqlRun run = TestPostgres.psql(into, "--quiet", "--set=ON_ERROR_STOP=1", "--file=" + file);
    assertThat(run.status()).describedAs(run.errors()).isZero();
  }
}
