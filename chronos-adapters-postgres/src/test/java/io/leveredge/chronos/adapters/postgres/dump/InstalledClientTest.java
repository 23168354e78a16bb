package io.leveredge.chronos.adapters.postgres.dump;

import static io.leveredge.chronos.adapters.postgres.dump.Aftermath.failureOf;
import static io.leveredge.chronos.adapters.postgres.dump.Aftermath.nothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client programs that are not what they should be, played by scripts around the real one. */
class InstalledClientTest {
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final String REAL_VERSION =
      "if [ \"$1\" = --version ]; then exec \"$REAL\" --version; fi\n";

  @TempDir Path folder;

  /** A folder with a pg_dump that is this script; $REAL is the installed one. */
  private Path clientThat(String script) throws Exception {
    Path bin = Files.createTempDirectory(folder, "bin-");
    Path real = DumpTrial.CLIENTS.installed().getFirst().pgDump();
    Path stub =
        Files.createFile(
            bin.resolve("pg_dump"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(stub, "#!/bin/sh\nREAL=" + real + "\n" + script + "\n");
    return bin;
  }

  private ChronosException failureWith(TestDatabase database, String script) throws Exception {
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.clients = PostgresClients.in(DumpTrial.PROCESSES, clientThat(REAL_VERSION + script));
    ChronosException failure = failureOf(trial);
    nothingIsLeft(trial);
    return failure;
  }

  @Test
  void successThatIsNoneIsFound() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    database.execute("CREATE TABLE one(i int); CREATE TABLE \"Two\"(i serial)");
    ChronosException cut =
        failureWith(database, "\"$REAL\" \"$@\" | sed '/database dump complete/,$d'; exit 0");
    assertThat(cut.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE);
    assertThat(cut).hasMessageContaining("last line is missing");
    assertThat(failureWith(database, "\"$REAL\" \"$@\" | head -c 900; exit 0"))
        .as("cut within a statement")
        .extracting(ChronosException::code)
        .isEqualTo(ErrorCode.DUMP_INCOMPLETE);
    assertThat(failureWith(database, "exit 0"))
        .as("empty")
        .extracting(ChronosException::code)
        .isEqualTo(ErrorCode.DUMP_INCOMPLETE);
    ChronosException less =
        failureWith(database, "exec \"$REAL\" \"$@\" '--exclude-table-data=\"Two\"'");
    assertThat(less.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE);
    assertThat(less).hasMessageContaining("table missing: public.\"Two\"");
    assertThat(failureWith(database, "exec \"$REAL\" \"$@\" --inserts"))
        .as("rows past the inventory, or none at all")
        .extracting(ChronosException::code)
        .isEqualTo(ErrorCode.DUMP_INCOMPLETE);
  }

  @Test
  void whatPgDumpWarnsOfIsNoted() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    DumpTrial trial = DumpTrial.of(database, folder);
    trial.clients =
        PostgresClients.in(
            DumpTrial.PROCESSES,
            clientThat(
                REAL_VERSION
                    + "echo 'pg_dump: warning: subscriptions not dumped' >&2\n"
                    + "exec \"$REAL\" \"$@\""));
    assertThat(trial.run().notes()).contains("pg_dump: warning: subscriptions not dumped");
  }

  @Test
  void clientOfAnotherVersionIsRefusedWithThePackageToInstall() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    DumpTrial trial = DumpTrial.of(database, folder);
    Path bin = clientThat("echo 'pg_dump (PostgreSQL) 11.4'");
    trial.clients = PostgresClients.in(DumpTrial.PROCESSES, bin);
    ChronosException failure = failureOf(trial);
    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_CLIENT_MISSING);
    String major =
        Integer.toString(
            Integer.parseInt(database.value("SHOW server_version_num").orElseThrow()) / 10_000);
    assertThat(failure)
        .hasMessageContaining("11.4 in " + bin)
        .hasMessageContaining("postgresql-client-" + major);
    nothingIsLeft(trial);
  }

  @Test
  void configuredFolderComesBeforeTheInstalledOnes() throws Exception {
    Path bin = clientThat("echo 'pg_dump (PostgreSQL) 15.99 (Debian 15.99-1)'");
    PostgresClients clients = new PostgresClients(DumpTrial.PROCESSES, Optional.of(bin));
    assertThat(clients.forServer(15, "15.1").folder()).isEqualTo(bin);
    assertThat(clients.forServer(15, "15.1").version().text()).isEqualTo("15.99");
    assertThat(clients.installed().size()).isGreaterThan(1);
  }
}
