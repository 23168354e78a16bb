package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The schema of our own catalog, which is no part of a dump: a restore must not take the history
 * back with the data. It is ours only where the mark just written into the catalog is read in it; a
 * clone of the catalog's database holds an old mark, and its schema is data like any other.
 */
public final class CatalogSchema {
  /** Its name. */
  public static final String NAME = "chronos";

  private static final int NAMED = 5;

  private static final String READABLE =
      """
      SELECT EXISTS (
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE n.nspname = 'chronos' AND c.relname = 'identity' AND c.relkind = 'r'
           AND a.attname = 'nonce' AND a.atttypid = 'text'::regtype
           AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
      """;

  private static final String MARKED =
      "SELECT EXISTS (SELECT FROM ONLY chronos.identity WHERE nonce = ?)";

  /**
   * Whatever depends on an object of the schema and lives elsewhere, but for TOAST tables, which go
   * with their tables, and publications and default privileges, which pg_dump leaves out with the
   * object.
   */
  private static final String DEPENDENTS =
      """
      WITH home(oid) AS (SELECT oid FROM pg_namespace WHERE nspname = 'chronos'),
      """
          + SchemaDependents.THINGS
          + """
          SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS object
            FROM pg_depend d
            JOIN things inside ON inside.classid = d.refclassid AND inside.objid = d.refobjid
            LEFT JOIN things dependent
                   ON dependent.classid = d.classid AND dependent.objid = d.objid
           WHERE inside.namespace IN (SELECT oid FROM home)
             AND (dependent.namespace IS NULL
                  OR dependent.namespace NOT IN (SELECT oid FROM home)
                     AND dependent.namespace <> 'pg_toast'::regnamespace)
             AND d.classid NOT IN ('pg_publication_rel'::regclass, 'pg_default_acl'::regclass)
           ORDER BY 1
          """;

  /**
   * Whatever lies in the schema without the comment that each of our own objects has. Indexes,
   * TOAST tables, row types and sequences of columns go with their tables.
   */
  private static final String STRANGERS =
      """
      SELECT pg_describe_object(classid, objid, 0) AS object
        FROM (SELECT 'pg_class'::regclass AS classid, c.oid AS objid, c.relnamespace AS namespace,
                     obj_description(c.oid, 'pg_class') AS comment
                FROM pg_class c
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
                 AND NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                    AND c.relkind = 'S' AND d.deptype IN ('a', 'i')
                                    AND d.refclassid = 'pg_class'::regclass)
              UNION ALL
              SELECT 'pg_proc'::regclass, p.oid, p.pronamespace, obj_description(p.oid, 'pg_proc')
                FROM pg_proc p
              UNION ALL
              SELECT 'pg_type'::regclass, t.oid, t.typnamespace, obj_description(t.oid, 'pg_type')
                FROM pg_type t WHERE t.typtype IN ('e', 'd', 'r')) AS things
       WHERE namespace = 'chronos'::regnamespace
         AND coalesce(comment, '') NOT LIKE 'CHRONOS%'
       ORDER BY 1
      """;

  private CatalogSchema() {}

  /** Whether the snapshot shows that mark. */
  public static boolean isOurs(Connection connection, String nonce) throws SQLException {
    return Queries.one(connection, READABLE, row -> row.getBoolean(1))
        && Queries.one(connection, MARKED, row -> row.getBoolean(1), nonce);
  }

  /** Whether there is a catalog that may be ours: writes no mark, and so cannot tell a clone. */
  public static boolean mayBeOurs(Connection connection) throws SQLException {
    return Queries.one(connection, READABLE, row -> row.getBoolean(1));
  }

  /**
   * Makes sure that the rest of the database can be restored without the schema.
   *
   * @throws ChronosException with {@code CATALOG_SCHEMA_REFERENCED}
   */
  static void refuseReferences(Connection connection) throws SQLException {
    refuse(
        connection,
        DEPENDENTS,
        ErrorCode.CATALOG_SCHEMA_REFERENCED,
        "Outside of schema chronos, which holds CHRONOS's own tables and is not dumped, %d depend"
            + " on it: %s");
  }

  /**
   * Makes sure that nothing is lost by leaving the schema out. A role named chronos creates its
   * tables there without meaning to, for its own schema comes first in the search path (manual,
   * section 5.9.3).
   *
   * @throws ChronosException with {@code CATALOG_SCHEMA_SHARED}
   */
  static void refuseStrangers(Connection connection) throws SQLException {
    refuse(
        connection,
        STRANGERS,
        ErrorCode.CATALOG_SCHEMA_SHARED,
        "Schema chronos is not dumped, and beside CHRONOS's own tables it holds %d more: %s");
  }

  private static void refuse(
      Connection connection, String question, ErrorCode code, String sentence) throws SQLException {
    List<String> objects =
        Queries.all(connection, question, row -> String.valueOf(row.getString("object")));
    if (!objects.isEmpty()) {
      String named = objects.stream().limit(NAMED).collect(Collectors.joining(", "));
      throw new ChronosException(code, sentence.formatted(objects.size(), named))
          .with("object", objects.getFirst());
    }
  }
}
