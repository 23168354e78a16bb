package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What depends on what across the borders of schemas (manual, chapter "System Catalogs"). */
public final class SchemaDependents {
  /** Everything that lies in a schema, by itself or with its table. */
  static final String THINGS =
      """
      things(classid, objid, namespace) AS (
        SELECT 'pg_class'::regclass, oid, relnamespace FROM pg_class
        UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_type
        UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_proc
        UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace FROM pg_operator
        UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace FROM pg_opclass
        UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace FROM pg_opfamily
        UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace FROM pg_collation
        UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace FROM pg_conversion
        UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace FROM pg_ts_config
        UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace FROM pg_ts_dict
        UNION ALL SELECT 'pg_ts_parser'::regclass, oid, prsnamespace FROM pg_ts_parser
        UNION ALL SELECT 'pg_ts_template'::regclass, oid, tmplnamespace FROM pg_ts_template
        UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace FROM pg_statistic_ext
        UNION ALL SELECT 'pg_constraint'::regclass, oid, connamespace FROM pg_constraint
        UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, c.relnamespace
                    FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
        UNION ALL SELECT 'pg_rewrite'::regclass, r.oid, c.relnamespace
                    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        UNION ALL SELECT 'pg_trigger'::regclass, t.oid, c.relnamespace
                    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        UNION ALL SELECT 'pg_policy'::regclass, p.oid, c.relnamespace
                    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid)
      """;

  /**
   * The server's own objects, by their oid, stay, and so do extensions in schemas that stay. The
   * triggers of a foreign key go and come with the key.
   */
  private static final String OF_KEPT =
      """
      WITH kept(oid) AS (SELECT oid FROM pg_namespace WHERE nspname = ANY (?)),
      """
          + THINGS
          + """
          SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) AS object
            FROM pg_depend d
            JOIN things keeps ON keeps.classid = d.classid AND keeps.objid = d.objid
            LEFT JOIN things goes ON goes.classid = d.refclassid AND goes.objid = d.refobjid
           WHERE keeps.namespace IN (SELECT oid FROM kept)
             AND d.refobjid >= 16384
             AND (goes.namespace IS NULL OR goes.namespace NOT IN (SELECT oid FROM kept)
                  AND goes.namespace <> 'pg_toast'::regnamespace)
             AND NOT (d.refclassid = 'pg_namespace'::regclass
                      AND d.refobjid IN (SELECT oid FROM kept))
             AND NOT EXISTS (SELECT FROM pg_extension e
                              WHERE d.refclassid = 'pg_extension'::regclass
                                AND e.oid = d.refobjid
                                AND e.extnamespace IN (SELECT oid FROM kept))
             AND NOT EXISTS (SELECT FROM pg_trigger t
                              WHERE d.classid = 'pg_trigger'::regclass
                                AND t.oid = d.objid AND t.tgisinternal)
           ORDER BY 1
          """;

  private SchemaDependents() {}

  /** What lies in schemas that stay and needs something that lies elsewhere and does not. */
  public static List<String> ofKept(Connection connection, List<String> kept) throws SQLException {
    Array names = connection.createArrayOf("text", kept.toArray());
    return Queries.all(connection, OF_KEPT, row -> row.getString("object"), names);
  }
}
