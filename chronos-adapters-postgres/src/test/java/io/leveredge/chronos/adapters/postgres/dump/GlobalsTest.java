package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.testkit.postgres.PsqlRun;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobalsTest {
  private static final TestPostgres SERVER = TestPostgres.shared();

  @TempDir Path folder;

  @Test
  void settingsGrantsOwnerAndCommentOfTheDatabaseComeBack() throws Exception {
    SERVER.maintenance().execute("CREATE DATABASE \"glo \"\"b'als\"");
    TestDatabase database = SERVER.maintenance().named("glo \"b'als");
    TestDatabase role = SERVER.asNewRole(database, "CREATEDB");
    database.execute(
        """
        DO $$ DECLARE d text := quote_ident(current_database()); BEGIN
          EXECUTE 'ALTER DATABASE ' || d || ' OWNER TO %1$s';
          EXECUTE 'ALTER DATABASE ' || d || ' CONNECTION LIMIT 77';
          EXECUTE 'ALTER DATABASE ' || d || ' SET search_path = "$user", "Odd, one", ''''';
          EXECUTE 'ALTER DATABASE ' || d || ' SET my.word = ''a\\b''''c, d''';
          EXECUTE 'ALTER ROLE %1$s IN DATABASE ' || d || ' SET work_mem = ''5MB''';
          EXECUTE 'COMMENT ON DATABASE ' || d || ' IS ''it''''s ours''';
          EXECUTE 'REVOKE ALL ON DATABASE ' || d || ' FROM PUBLIC';
          EXECUTE 'GRANT CONNECT ON DATABASE ' || d || ' TO %1$s WITH GRANT OPTION';
        END $$;
        """
            .formatted(role.user()));
    String before = properties(database);
    DumpTrial trial = DumpTrial.of(database, folder).withGlobals();
    ComponentResult result = trial.run();
    String globals = trial.text("globals.sql");
    assertThat(globals)
        .contains("CREATE ROLE " + role.user())
        .contains("SCRAM-SHA-256")
        .endsWith("\n" + GlobalsStep.LAST_LINE + "\n");
    assertThat(result.notes()).noneMatch(note -> note.contains("password"));
    assertThat(result.artifacts()).hasSize(3);

    String name = "\"glo \"\"b'als\"";
    SERVER.maintenance().execute("DROP DATABASE " + name + " WITH (FORCE)");
    SERVER.maintenance().execute("CREATE DATABASE " + name);
    runOwnPart(globals);
    assertThat(properties(database)).isEqualTo(before);
    SERVER.maintenance().execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static String properties(TestDatabase database) throws Exception {
    return database
        .value(
            """
            SELECT concat_ws(' | ', pg_get_userbyid(datdba), datconnlimit, datacl,
                   shobj_description(oid, 'pg_database'),
                   (SELECT string_agg(s.setrole::text || s.setconfig::text, ' ' ORDER BY setrole)
                      FROM pg_db_role_setting s WHERE s.setdatabase = d.oid))
              FROM pg_database d WHERE datname = current_database()
            """)
        .orElseThrow();
  }

  private void runOwnPart(String globals) throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("own.sql"), globals.substring(globals.indexOf("ALTER DATABASE")));
    PsqlRun psql =
        TestPostgres.psql(
            SERVER.maintenance(), "-v", "ON_ERROR_STOP=1", "-q", "-f", script.toString());
    assertThat(psql.errors()).isEmpty();
  }

  @Test
  void roleThatMayNotReadPasswordsGetsTheRestAndANote() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(database, "");
    DumpTrial trial = DumpTrial.of(role, folder).withGlobals();
    ComponentResult result = trial.run();
    assertThat(result.state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.text("globals.sql"))
        .contains("CREATE ROLE " + role.user())
        .doesNotContain("SCRAM-SHA-256")
        .endsWith(GlobalsStep.LAST_LINE + "\n");
    assertThat(result.notes()).anyMatch(note -> note.contains("passwords of roles"));
  }

  @Test
  void serverThatRefusesPgDumpallGivesWhatEveryRoleMayRead() throws Exception {
    TestDatabase database = SERVER.createDatabase();
    TestDatabase role = SERVER.asNewRole(database, "");
    // One of the catalogs that pg_dumpall reads and pg_dump does not, of this database only.
    database.execute("REVOKE SELECT ON pg_catalog.pg_parameter_acl FROM PUBLIC");
    DumpTrial trial = DumpTrial.of(role, folder).withGlobals();
    ComponentResult result = trial.run();
    assertThat(trial.text("globals.sql"))
        .contains("CREATE ROLE " + role.user() + " WITH NOSUPERUSER")
        .endsWith(GlobalsStep.LAST_LINE + "\n");
    assertThat(result.notes()).anyMatch(note -> note.contains("permission denied"));
  }

  @Test
  void listsOfNamesAreSplitAsTheServerWritesThem() {
    assertThat(NameList.split("\"$user\", public")).containsExactly("$user", "public");
    assertThat(NameList.split("\"a, \"\"b\", c")).containsExactly("a, \"b", "c");
    assertThat(NameList.split("\"\"")).containsExactly("");
    assertThat(NameList.split("")).isEmpty();
    assertThat(NameList.split("\"open")).isEqualTo(List.of("\"open"));
  }
}
