package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The settings of the database in use that the one that takes its place is to get, and that the
 * role may not give it: those that only a superuser may set (manual, 53.24, column {@code
 * context}), unless they were granted, and those of roles that it may not alter (manual, ALTER
 * ROLE).
 */
final class CarriedSettings {
  private static final int GRANTS_OF_PARAMETERS = 15;

  private CarriedSettings() {}

  static void look(Connection connection, List<Obstacle> obstacles) throws SQLException {
    boolean granted = connection.getMetaData().getDatabaseMajorVersion() >= GRANTS_OF_PARAMETERS;
    List<String> found =
        Queries.all(
            connection,
            forbidden(granted ? "has_parameter_privilege(p.name, 'SET')" : "false"),
            row -> row.getString("what"));
    if (!found.isEmpty()) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The database has settings that the role may not give to the one that takes its"
                  + " place: "
                  + String.join(", ", found),
              "Restore in place, or as a superuser; GRANT SET ON PARAMETER lets the role set one"
                  + " (PostgreSQL 15 and later)."));
    }
  }

  /**
   * What it asks.
   *
   * @param granted whether the setting {@code p} was granted to the role
   */
  private static String forbidden(String granted) {
    return """
    SELECT CASE s.setrole WHEN 0 THEN '' ELSE 'of role ' || quote_ident(r.rolname) || ': ' END
           || each.name AS what
      FROM pg_db_role_setting s
      JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
      CROSS JOIN LATERAL (SELECT split_part(setting, '=', 1) AS name
                            FROM unnest(s.setconfig) AS setting) each
      JOIN pg_roles me ON me.rolname = current_user AND NOT me.rolsuper
      LEFT JOIN pg_roles r ON r.oid = s.setrole
      LEFT JOIN pg_settings p ON lower(p.name) = lower(each.name)
     WHERE p.context IN ('superuser', 'superuser-backend') AND NOT %s
        OR r.oid <> me.oid AND (r.rolsuper OR NOT me.rolcreaterole)
     ORDER BY 1
    """
        .formatted(granted);
  }
}
