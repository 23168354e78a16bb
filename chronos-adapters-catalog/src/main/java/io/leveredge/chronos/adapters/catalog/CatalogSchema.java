package io.leveredge.chronos.adapters.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The schema {@code chronos} and the comment that marks it as ours. A schema of that name that is
 * somebody else's is never touched.
 */
final class CatalogSchema {
  static final String NAME = "chronos";

  /** How the comment begins. Dumps leave out no schema without it, so it never changes. */
  static final String MARK = "CHRONOS catalog";

  private static final String COMMENT =
      "COMMENT ON SCHEMA chronos IS '"
          + MARK
          + ", see docs/format.md: made and kept by the backup service CHRONOS'";

  /** Any number that every version shares: two instances that start at once make one schema. */
  private static final long CREATION = 0x6368726f6e6f73L;

  private static final String LOOK =
      """
      SELECT current_user AS role,
        current_database() AS database,
        pg_is_in_recovery() AS standby,
        has_database_privilege(current_database(), 'CREATE') AS may_create,
        n.oid IS NOT NULL AS present,
        coalesce(obj_description(n.oid, 'pg_namespace'), '') AS comment,
        coalesce(has_schema_privilege(n.oid, 'CREATE'), false) AS may_fill,
        coalesce(pg_has_role(n.nspowner, 'USAGE'), false) AS owned,
        NOT EXISTS (
          SELECT FROM pg_depend d
          WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid) AS empty
      FROM (SELECT) AS one_row LEFT JOIN pg_namespace n ON n.nspname = 'chronos'
      """;

  private CatalogSchema() {}

  /**
   * Sees that the schema exists and is ours: makes it, or takes an empty one without a comment that
   * an administrator has made for this role.
   *
   * @return why that cannot be, or empty where it is so now
   */
  static Optional<String> claim(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(" + CREATION + ")");
      Optional<String> objection = claimed(statement);
      if (objection.isPresent()) {
        connection.rollback();
      } else {
        connection.commit();
      }
      return objection;
    }
  }

  /** Marks Flyway's own table, which no migration makes, as ours like the others. */
  static void markHistory(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COMMENT ON TABLE chronos.flyway_schema_history IS 'CHRONOS: the migrations of this"
              + " schema'");
    }
  }

  private static Optional<String> claimed(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery(LOOK)) {
      found.next();
      String role = found.getString("role");
      String database = found.getString("database");
      if (found.getBoolean("standby")) {
        return Optional.of("The catalog's server is a standby, which takes no changes");
      }
      if (!found.getBoolean("present")) {
        if (!found.getBoolean("may_create")) {
          return Optional.of(
              "The role %1$s may not create a schema in the database %2$s. As its owner run: CREATE SCHEMA chronos AUTHORIZATION %1$s"
                  .formatted(quoted(role), quoted(database)));
        }
        statement.execute("CREATE SCHEMA chronos");
        statement.execute(COMMENT);
        return Optional.empty();
      }
      if (found.getString("comment").startsWith(MARK)) {
        return found.getBoolean("may_fill")
            ? Optional.empty()
            : Optional.of(
                "The role %s may not use the schema chronos, which is another CHRONOS's"
                    .formatted(quoted(role)));
      }
      if (found.getString("comment").isEmpty()
          && found.getBoolean("owned")
          && found.getBoolean("empty")) {
        statement.execute(COMMENT);
        return Optional.empty();
      }
      return Optional.of(
          "The database %s has a schema chronos that CHRONOS did not make, and it is left alone. Rename that schema, or give the catalog another database"
              .formatted(quoted(database)));
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
