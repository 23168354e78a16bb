package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the role may drop what a restore in place drops, and make schemas anew. Who owns a schema
 * may drop all that is in it (DROP SCHEMA manual, "Description"), so that only what lies in no
 * schema is looked at beside the schemas.
 */
final class DropRights {
  private static final int NAMED = 20;

  /** The server's own objects are told by their oid ({@code FirstNormalObjectId}). */
  private static final String NOT_OURS =
      """
      SELECT what FROM (
        SELECT 'schema ' || quote_ident(nspname) AS what, nspowner AS owner FROM pg_namespace
         WHERE (oid >= 16384 OR nspname = 'public') AND nspname !~ '^pg_' AND nspname <> ALL (?)
        UNION ALL
        SELECT 'extension ' || quote_ident(e.extname), e.extowner
          FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
         WHERE e.oid >= 16384 AND n.nspname <> ALL (?)
        UNION ALL
        SELECT 'publication ' || quote_ident(pubname), pubowner FROM pg_publication
        UNION ALL
        SELECT 'foreign-data wrapper ' || quote_ident(fdwname), fdwowner
          FROM pg_foreign_data_wrapper w
         WHERE oid >= 16384
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'e' AND d.objid = w.oid
                              AND d.classid = 'pg_foreign_data_wrapper'::regclass)
        UNION ALL
        SELECT 'language ' || quote_ident(lanname), lanowner FROM pg_language l
         WHERE oid >= 16384
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'e' AND d.objid = l.oid
                              AND d.classid = 'pg_language'::regclass)
        UNION ALL
        SELECT 'cast (' || format_type(c.castsource, NULL) || ' AS '
                        || format_type(c.casttarget, NULL) || ')', s.typowner
          FROM pg_cast c JOIN pg_type s ON s.oid = c.castsource
                         JOIN pg_type t ON t.oid = c.casttarget
         WHERE c.oid >= 16384 AND NOT pg_has_role(t.typowner, 'USAGE')
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'e' AND d.objid = c.oid
                              AND d.classid = 'pg_cast'::regclass)
        UNION ALL
        SELECT 'large object ' || oid, lomowner FROM pg_largeobject_metadata
        UNION ALL
        SELECT DISTINCT 'default privileges of role ' || quote_ident(pg_get_userbyid(defaclrole)),
               defaclrole
          FROM pg_default_acl WHERE defaclnamespace = 0
      ) AS drops
       WHERE NOT pg_has_role(owner, 'USAGE') ORDER BY 1
      """;

  private static final String MAY_MAKE_SCHEMAS =
      "SELECT has_database_privilege(current_database(), 'CREATE')";

  private DropRights() {}

  /**
   * Names what the role may not drop.
   *
   * @param kept schemas that stay
   */
  static void look(Connection connection, List<String> kept, List<Obstacle> obstacles)
      throws SQLException {
    Array stays = connection.createArrayOf("text", kept.toArray());
    List<String> notOurs = Queries.all(connection, NOT_OURS, row -> row.getString(1), stays, stays);
    if (!notOurs.isEmpty()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The role may not drop what the restore replaces and others own: %s%s"
                  .formatted(
                      notOurs.stream().limit(NAMED).collect(Collectors.joining(", ")),
                      notOurs.size() > NAMED ? ", …" : ""),
              "Restore as their owner, or GRANT the owners' roles to it."));
    }
    if (!Queries.one(connection, MAY_MAKE_SCHEMAS, row -> row.getBoolean(1))) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The role may not create schemas in the database",
              "GRANT CREATE ON DATABASE to it, or restore as the database's owner."));
    }
  }
}
