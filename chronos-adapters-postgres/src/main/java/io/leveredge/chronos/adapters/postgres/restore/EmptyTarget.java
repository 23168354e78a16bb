package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.SchemaDependents;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes a database what a new one is, within the transaction that is open: whatever is not the
 * server's own goes, but for schemas that are kept. A database's own properties stay: owner, grants
 * on it, settings.
 *
 * <p>The server's own objects are told by their oid (access/transam.h, {@code
 * FirstNormalObjectId}); schema public is among them, and is made anew as initdb makes it.
 */
final class EmptyTarget {
  /** From 15 on nobody but the database's owner may create objects in schema public. */
  private static final int CLOSED_PUBLIC = 150000;

  private static final int NAMED = 5;

  /** Since 14 it belongs to whoever owns the database. */
  private static final int DATABASE_OWNER_ROLE = 140000;

  /**
   * Each answers statements. What runs on every change goes first, and then what holds most of the
   * rest. The question marks are the kept schemas.
   */
  private static final List<String> DROPS =
      List.of(
          "SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger"
              + " WHERE pg_has_role(evtowner, 'USAGE')",
          "SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication",
          """
          SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension e
            JOIN pg_namespace n ON n.oid = e.extnamespace
           WHERE e.oid >= 16384 AND n.nspname <> ALL (?::text[])
          """,
          """
          SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_namespace
           WHERE (oid >= 16384 OR nspname = 'public') AND nspname !~ '^pg_'
             AND nspname <> ALL (?::text[])
          """,
          """
          SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname)
            FROM pg_foreign_data_wrapper WHERE oid >= 16384
          """,
          """
          SELECT format('DROP CAST IF EXISTS (%s AS %s) CASCADE',
                        format_type(castsource, NULL), format_type(casttarget, NULL))
            FROM pg_cast WHERE oid >= 16384
          """,
          """
          SELECT format('DROP TRANSFORM IF EXISTS FOR %s LANGUAGE %I CASCADE',
                        format_type(trftype, NULL), lanname)
            FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE t.oid >= 16384
          """,
          "SELECT format('DROP LANGUAGE IF EXISTS %I CASCADE', lanname) FROM pg_language"
              + " WHERE oid >= 16384",
          "SELECT format('DROP ACCESS METHOD IF EXISTS %I CASCADE', amname) FROM pg_am"
              + " WHERE oid >= 16384",
          "SELECT format('SELECT pg_catalog.lo_unlink(%s)', oid) FROM pg_largeobject_metadata");

  /** Default privileges that are not of one schema: back to what they are without any. */
  private static final String DEFAULTS =
      """
      WITH rules AS (
        SELECT d.defaclrole, d.defaclobjtype, pg_get_userbyid(d.defaclrole) AS role, d.defaclacl,
               CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                    WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
                    ELSE 'LARGE OBJECTS' END AS kind
          FROM pg_default_acl d WHERE d.defaclnamespace = 0)
      SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ALL ON %s FROM %s', role, kind,
                    CASE g.grantee WHEN 0 THEN 'PUBLIC'
                         ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
        FROM rules, LATERAL (SELECT DISTINCT grantee FROM aclexplode(defaclacl)) AS g
      UNION ALL
      SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT %s ON %s TO %s', role,
                    string_agg(a.privilege_type, ', '), kind,
                    CASE a.grantee WHEN 0 THEN 'PUBLIC'
                         ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
        FROM rules,
             aclexplode(acldefault(
               CASE defaclobjtype WHEN 'S' THEN 's' ELSE defaclobjtype END, defaclrole)) AS a
       GROUP BY role, kind, a.grantee
      """;

  /** The triggers of a foreign key go and come with the key, which may be of another schema. */
  private static final String IN_KEPT =
      """
      SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid)
             + (SELECT count(*) FROM pg_proc WHERE pronamespace = n.oid)
             + (SELECT count(*) FROM pg_type WHERE typnamespace = n.oid)
             + (SELECT count(*) FROM pg_constraint WHERE connamespace = n.oid)
             + (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 WHERE c.relnamespace = n.oid AND NOT a.attisdropped)
             + (SELECT count(*) FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
                 WHERE c.relnamespace = n.oid)
             + (SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                 WHERE c.relnamespace = n.oid AND NOT t.tgisinternal)
        FROM pg_namespace n WHERE n.nspname = ?
      """;

  private final DatabaseSession session;
  private final List<String> kept;

  EmptyTarget(DatabaseSession session, List<String> kept) {
    this.session = session;
    this.kept = kept;
  }

  /**
   * Drops everything.
   *
   * @throws ChronosException RESTORE_BLOCKED where something in a kept schema would go too, or
   *     whatever code says why the server did not
   */
  void run() throws SQLException {
    List<String> needing = SchemaDependents.ofKept(session.connection(), kept);
    if (!needing.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "In the schemas that are kept (%s), %d depend on what the restore replaces: %s"
              .formatted(
                  String.join(", ", kept),
                  needing.size(),
                  String.join(", ", needing.stream().limit(NAMED).toList())));
    }
    List<Long> before = countKept();
    for (String drops : DROPS) {
      for (String drop : statements(drops)) {
        session.run(drop);
      }
    }
    for (String statement : statements(DEFAULTS)) {
      session.run(statement);
    }
    if (!countKept().equals(before)) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Something in the schemas that are kept (%s) depends on what the restore replaces"
              .formatted(String.join(", ", kept)));
    }
    if (!kept.contains("public")) {
      createPublic();
    }
  }

  private List<String> statements(String question) throws SQLException {
    return question.contains("?")
        ? Queries.all(session.connection(), question, row -> row.getString(1), keptArray())
        : Queries.all(session.connection(), question, row -> row.getString(1));
  }

  private String keptArray() {
    return "{"
        + String.join(
            ",",
            kept.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList())
        + "}";
  }

  private List<Long> countKept() throws SQLException {
    List<Long> counts = new java.util.ArrayList<>();
    for (String schema : kept) {
      counts.addAll(Queries.all(session.connection(), IN_KEPT, row -> row.getLong(1), schema));
    }
    return counts;
  }

  /** Data/system_views and initdb.c, {@code setup_schema} and {@code setup_privileges}. */
  private void createPublic() {
    ServerFacts facts = session.facts();
    String owner =
        facts.versionNumber() >= DATABASE_OWNER_ROLE ? " AUTHORIZATION pg_database_owner" : "";
    session.run("CREATE SCHEMA public" + owner);
    session.run("COMMENT ON SCHEMA public IS 'standard public schema'");
    session.run(
        facts.versionNumber() >= CLOSED_PUBLIC
            ? "GRANT USAGE ON SCHEMA public TO PUBLIC"
            : "GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC");
  }
}
