package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GlobalRolesTest {
  private static final String GLOBALS =
      """
      SET client_encoding = 'UTF8';
      CREATE ROLE globals_root;
      ALTER ROLE globals_root WITH SUPERUSER INHERIT LOGIN REPLICATION PASSWORD 'secret; x';
      CREATE ROLE "globals User";
      ALTER ROLE "globals User" WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION
        NOBYPASSRLS CONNECTION LIMIT 7 PASSWORD 'pass''word' VALID UNTIL '2040-01-01 00:00:00+00';
      ALTER ROLE "globals User" SET search_path TO 'x', 'it''s';
      ALTER ROLE "globals User" SET app.title TO 'a; b';
      ALTER ROLE "globals User" SET work_mem TO E'4\\MB';
      ALTER ROLE "globals User" IN DATABASE nowhere SET work_mem TO '5MB';
      ALTER ROLE globals_group SET work_mem TO 'none';
      CREATE ROLE globals_group;
      GRANT globals_group TO "globals User" WITH ADMIN OPTION GRANTED BY postgres;
      GRANT globals_group TO postgres;
      """;

  private final TestDatabase maintenance = RestoreTrial.SERVER.maintenance();

  @AfterEach
  void removeThem() {
    GlobalRoles.drop(
        RestoreTrial.url(maintenance),
        "chronos-roles",
        List.of("globals_root", "globals User", "globals_group"));
  }

  @Test
  void missingRolesAreMadeWithTheirRightsAndNoneBecomesASuperuser() throws Exception {
    GlobalRoles roles = GlobalRoles.of(GLOBALS);
    assertThat(roles.names())
        .containsExactlyInAnyOrder("globals_root", "globals User", "globals_group");
    GlobalRoles.Made made =
        roles.make(
            RestoreTrial.url(maintenance),
            "chronos-roles",
            List.of("globals User", "globals_group", "globals_root"));
    assertThat(made.notes())
        .containsExactly(
            "Role globals_root was made without SUPERUSER, its password.",
            "Role globals User was made without its setting work_mem.",
            "Role globals_group was made without its setting work_mem.");
    assertThat(
            maintenance.value(
                "SELECT array_to_string(setconfig, '|') FROM pg_db_role_setting WHERE setrole ="
                    + " '\"globals User\"'::regrole AND setdatabase = 0"))
        .contains("search_path=x, \"it's\"|app.title=a; b");
    assertThat(
            maintenance.value(
                "SELECT rolsuper OR rolpassword IS NOT NULL FROM pg_authid WHERE rolname ="
                    + " 'globals_root'"))
        .contains("f");
    assertThat(
            maintenance.value(
                "SELECT rolcreatedb AND rolcanlogin AND rolconnlimit = 7 AND rolpassword IS NOT"
                    + " NULL AND NOT rolcreaterole AND rolvaliduntil IS NOT NULL FROM pg_authid"
                    + " WHERE rolname = 'globals User'"))
        .contains("t");
    assertThat(
            maintenance.value(
                "SELECT string_agg(member::regrole || ' ' || admin_option, ',') FROM"
                    + " pg_auth_members WHERE roleid = 'globals_group'::regrole"))
        .contains("\"globals User\" true");
  }
}
