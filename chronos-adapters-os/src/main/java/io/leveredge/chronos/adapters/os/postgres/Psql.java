package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Statements through psql, so that this module needs no driver. The password comes from a file. */
record Psql(ServerProgram programs, Path binaries, Path passwordFile) {
  private static final Duration STATEMENT_WAIT = Duration.ofSeconds(60);

  /** Makes the database unless it is there. */
  void createDatabase(EmbeddedDatabase database) {
    String name = database.database();
    String found = run(database, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'");
    if (found.isBlank()) {
      run(database, "CREATE DATABASE " + name);
    }
  }

  private String run(EmbeddedDatabase database, String statement) {
    Map<String, String> environment =
        Map.of(
            "PGHOST", database.host(),
            "PGPORT", Integer.toString(database.port()),
            "PGUSER", database.user(),
            "PGDATABASE", "postgres",
            "PGPASSFILE", passwordFile.toString(),
            "PGCONNECT_TIMEOUT", "10");
    List<String> arguments =
        List.of("-X", "-w", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement);
    Ended ended =
        programs.run(
            ServerProgram.command(binaries.resolve("psql"), arguments, environment),
            STATEMENT_WAIT);
    if (!ended.well()) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED,
          "psql on " + database + " ended with " + ended.describe());
    }
    return ended.output();
  }
}
