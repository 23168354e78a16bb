package io.leveredge.chronos.adapters.postgres.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class PostgresFaultsTest {
  private static final PostgresFaults FAULTS = new PostgresFaults(url());

  private static DatabaseUrl url() {
    return switch (DatabaseUrl.parse("postgresql://u:s3cret-word@h/d")) {
      case DatabaseUrl.Parsing.Valid valid -> valid.url();
      case DatabaseUrl.Parsing.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  @Test
  void whatPgDumpWritesSaysWhatToDo() {
    Map<String, ErrorCode> errors =
        Map.ofEntries(
            Map.entry(
                """
                pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout
                pg_dump: detail: Query was: LOCK TABLE public.a, public.b IN ACCESS SHARE MODE
                """,
                ErrorCode.DATABASE_LOCKED),
            Map.entry(
                "pg_dump: error: query failed: ERROR:  out of shared memory\n"
                    + "HINT:  You might need to increase \"max_locks_per_transaction\".",
                ErrorCode.DATABASE_LOCK_TABLE_FULL),
            Map.entry(
                "pg_dump: error: connection to server at \"h\" (1.2.3.4), port 5432 failed:"
                    + " Connection refused",
                ErrorCode.DATABASE_UNREACHABLE),
            Map.entry(
                "pg_dump: error: connection to server failed: FATAL:  password authentication"
                    + " failed for user \"u\"",
                ErrorCode.DATABASE_REFUSED),
            Map.entry(
                "pg_dump: error: Error message from server: FATAL:  terminating connection due to"
                    + " administrator command",
                ErrorCode.DUMP_INTERRUPTED),
            Map.entry(
                "pg_dump: error: query failed: ERROR:  canceling statement due to conflict with"
                    + " recovery",
                ErrorCode.DUMP_INTERRUPTED),
            Map.entry(
                "pg_dump: error: aborting because of server version mismatch",
                ErrorCode.DATABASE_CLIENT_MISSING),
            Map.entry(
                "pg_dump: error: query failed: ERROR:  query would be affected by row-level"
                    + " security policy for table \"x\"",
                ErrorCode.DATABASE_PRIVILEGE_MISSING),
            Map.entry(
                "pg_dump: error: query failed: ERROR:  could not open relation with OID 16390",
                ErrorCode.DUMP_INCOMPLETE),
            Map.entry(
                "pg_dump: error: connection to server failed: FATAL:  unsupported startup parameter"
                    + " in options: timezone",
                ErrorCode.DATABASE_NOT_SUPPORTED),
            Map.entry("pg_dump: error: could not write to output file", ErrorCode.DUMP_FAILED));
    errors.forEach(
        (said, code) ->
            assertThat(FAULTS.program("pg_dump", 1, said).code()).as(said).isEqualTo(code));
  }

  @Test
  void signalAndStatusAreToldApart() {
    ChronosException killed = FAULTS.program("pg_dump", 137, "");
    assertThat(killed.code()).isEqualTo(ErrorCode.DUMP_INTERRUPTED);
    assertThat(killed).hasMessage("pg_dump of postgresql://u@h:5432/d was killed by signal 9.");
    ChronosException ended = FAULTS.program("pg_dump", 1, "");
    assertThat(ended.code()).isEqualTo(ErrorCode.DUMP_FAILED);
    assertThat(ended).hasMessageEndingWith("ended with status 1.");
  }

  @Test
  void statesOfTheServerSayWhatToDo() {
    Map<String, ErrorCode> connecting =
        Map.of(
            "08001", ErrorCode.DATABASE_UNREACHABLE,
            "08006", ErrorCode.DATABASE_UNREACHABLE,
            "57P03", ErrorCode.DATABASE_UNREACHABLE,
            "53300", ErrorCode.DATABASE_UNREACHABLE,
            "28P01", ErrorCode.DATABASE_REFUSED,
            "28000", ErrorCode.DATABASE_REFUSED,
            "3D000", ErrorCode.DATABASE_REFUSED,
            "08004", ErrorCode.DATABASE_REFUSED);
    connecting.forEach(
        (state, code) ->
            assertThat(FAULTS.connecting(new SQLException("no", state)).code())
                .as(state)
                .isEqualTo(code));
    Map<String, ErrorCode> working =
        Map.of(
            "57P01", ErrorCode.DUMP_INTERRUPTED,
            "08006", ErrorCode.DUMP_INTERRUPTED,
            "40001", ErrorCode.DUMP_INTERRUPTED,
            "42501", ErrorCode.DATABASE_PRIVILEGE_MISSING,
            "53100", ErrorCode.DATABASE_DISK_FULL,
            "53200", ErrorCode.DATABASE_LOCK_TABLE_FULL,
            "XX000", ErrorCode.DUMP_FAILED);
    working.forEach(
        (state, code) ->
            assertThat(FAULTS.working("It", new SQLException("no", state)).code())
                .as(state)
                .isEqualTo(code));
    assertThat(
            FAULTS
                .connecting(
                    new SQLException("SSL", "08006", new SSLHandshakeException("bad certificate")))
                .code())
        .isEqualTo(ErrorCode.DATABASE_REFUSED);
  }

  @Test
  void messagesHoldTheReasonOnOneLineWithoutTheSecret() {
    String said =
        "pg_dump: warning: something\npg_dump: error: bad \u001b[31mthing s3cret-word\n"
            + "pg_dump: detail: Query was: "
            + "SELECT 1,\n".repeat(500);
    assertThat(FAULTS.program("pg_dump", 1, said).getMessage())
        .contains("error: bad \\u001b[31mthing ***; pg_dump: detail")
        .doesNotContain("s3cret-word", "\n", "warning")
        .hasSizeLessThan(1000);
    assertThat(FAULTS.connecting(new SQLException("s3cret-word", "28P01")).getMessage())
        .doesNotContain("s3cret-word");
  }

  @Test
  void versionsAreReadFromWhatProgramsSay() {
    assertThat(ClientVersion.parse("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"))
        .contains(new ClientVersion(15, "15.18"));
    assertThat(ClientVersion.parse("pg_dump (PostgreSQL) 18beta1"))
        .contains(new ClientVersion(18, "18beta1"));
    assertThat(ClientVersion.parse("pg_dump: not found")).isEmpty();
  }
}
