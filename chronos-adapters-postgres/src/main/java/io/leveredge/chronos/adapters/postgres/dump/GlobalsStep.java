package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.ClientRun;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code globals.sql}: roles, tablespaces and what else the databases of a server share, by
 * pg_dumpall, and after it what belongs to this database as a whole. It ends with {@link
 * #LAST_LINE}.
 */
final class GlobalsStep {
  static final String LAST_LINE = "-- CHRONOS globals complete";
  private static final String PG_DUMPALL_END = "-- PostgreSQL database cluster dump complete";
  private static final int MOST_BYTES = 64 << 20;
  private static final String MAY_READ_PASSWORDS =
      "SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')";

  private final DumpRun run;
  private final List<String> notes = new ArrayList<>();

  GlobalsStep(DumpRun run) {
    this.run = run;
  }

  /** The artifact and what a person should know of it. */
  record Globals(StoredArtifact artifact, List<String> notes) {
    Globals {
      notes = List.copyOf(notes);
    }
  }

  Globals run() throws SQLException {
    Connection connection = run.session().connection();
    boolean passwords = Queries.one(connection, MAY_READ_PASSWORDS, row -> row.getBoolean(1));
    byte[] shared = shared(passwords);
    StringBuilder own = new StringBuilder("\n-- What belongs to the database as a whole\n");
    DatabaseProperties.statements(connection).forEach(line -> own.append(line).append('\n'));
    own.append('\n').append(LAST_LINE).append('\n');

    Capture capture = run.capture();
    ArtifactName name = new ArtifactName("globals.sql" + capture.codec().suffix());
    try (ArtifactSink sink = capture.staging().artifact(name, capture.codec())) {
      write(sink, heading().getBytes(StandardCharsets.UTF_8));
      write(sink, shared);
      write(sink, own.toString().getBytes(StandardCharsets.UTF_8));
      return new Globals(sink.finish(), notes);
    }
  }

  private void write(ArtifactSink sink, byte[] bytes) {
    run.capture().progress().read(bytes.length);
    sink.write(bytes, 0, bytes.length);
  }

  private String heading() {
    ServerFacts facts = run.session().facts();
    return """
    -- Roles and settings that the dump of a database leaves out
    -- Server: PostgreSQL %s
    -- Database: encoding %s, collation %s, character type %s

    """
        .formatted(facts.version(), facts.encoding(), facts.collation(), facts.characterType());
  }

  private byte[] shared(boolean passwords) throws SQLException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ClientRun.Ending ending =
        run.programs()
            .run(
                command(passwords),
                (buffer, offset, length) -> {
                  if (output.size() + length > MOST_BYTES) {
                    throw new ChronosException(
                        ErrorCode.DUMP_FAILED,
                        "pg_dumpall wrote more than " + MOST_BYTES + " bytes");
                  }
                  output.write(buffer, offset, length);
                });
    if (ending.status() != 0) {
      return withoutPgDumpall(run.faults().program("pg_dumpall", ending.status(), ending.errors()));
    }
    if (!output.toString(StandardCharsets.ISO_8859_1).contains("\n" + PG_DUMPALL_END)) {
      throw new ChronosException(
          ErrorCode.DUMP_INCOMPLETE, "pg_dumpall ended well, but its last line is missing");
    }
    if (!passwords) {
      notes.add("The passwords of roles are not in globals.sql: the role may not read them.");
    }
    return output.toByteArray();
  }

  private Command command(boolean passwords) {
    ServerFacts facts = run.session().facts();
    List<String> arguments = new ArrayList<>(List.of("--globals-only", "--no-password"));
    arguments.add("--database=" + asConnectionString(facts.database()));
    arguments.add("--encoding=" + (facts.encoding().equals("SQL_ASCII") ? "SQL_ASCII" : "UTF8"));
    if (!passwords) {
      arguments.add("--no-role-passwords");
    }
    return new Command(run.client().pgDumpall(), arguments, run.environment(), Optional.empty());
  }

  /** A bare name with an equals sign in it would be read as a connection string. */
  private static String asConnectionString(String database) {
    return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private byte[] withoutPgDumpall(ChronosException refusal) throws SQLException {
    if (refusal.code() != ErrorCode.DATABASE_PRIVILEGE_MISSING) {
      throw refusal;
    }
    notes.add("globals.sql holds only what every role may read. " + refusal.getMessage());
    StringBuilder text = new StringBuilder("SET client_encoding = 'UTF8';\n");
    text.append("-- pg_dumpall was refused, so that passwords and more may be missing here.\n\n");
    RoleStatements.statements(run.session().connection())
        .forEach(statement -> text.append(statement).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
