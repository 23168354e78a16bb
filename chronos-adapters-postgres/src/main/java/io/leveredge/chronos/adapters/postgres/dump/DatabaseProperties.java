package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What belongs to a database as a whole and is neither in a plain dump of it nor among the server's
 * globals: its owner, limits, comment, grants and settings, as SQL statements. pg_dump writes them
 * under {@code --create} only, and then with the CREATE DATABASE.
 */
public final class DatabaseProperties {
  /** Settings that are lists of names: GUC_LIST_QUOTE in the server's source, guc_tables.c. */
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private static final String DATABASE =
      """
      SELECT format('ALTER DATABASE %I OWNER TO %I;', names.shown, pg_get_userbyid(d.datdba)),
             format('ALTER DATABASE %I CONNECTION LIMIT %s;', names.shown, d.datconnlimit),
             format('COMMENT ON DATABASE %I IS %L;', names.shown,
                    shobj_description(d.oid, 'pg_database')),
             CASE WHEN d.datacl IS NOT NULL THEN
               format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I;', names.shown,
                      pg_get_userbyid(d.datdba)) END,
             CASE WHEN d.datistemplate THEN
               format('ALTER DATABASE %I IS_TEMPLATE true;', names.shown) END
        FROM pg_database d, (VALUES (?::text, ?::text)) AS names(own, shown)
       WHERE d.datname = names.own
      """;

  private static final String GRANTS =
      """
      SELECT format('GRANT %s ON DATABASE %I TO %s%s;',
                    string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type), names.shown,
                    CASE a.grantee WHEN 0 THEN 'PUBLIC'
                         ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                    CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM (VALUES (?::text, ?::text)) AS names(own, shown), pg_database d,
             aclexplode(d.datacl) a
       WHERE d.datname = names.own
       GROUP BY names.shown, d.datdba, a.grantee, a.is_grantable
       ORDER BY a.grantee <> d.datdba, 1
      """;

  private static final String SETTINGS =
      """
      SELECT format('ALTER DATABASE %I SET ', names.shown) AS of_all,
             format('ALTER ROLE %I IN DATABASE %I SET ',
                    pg_get_userbyid(s.setrole), names.shown) AS of_role,
             s.setrole, split_part(setting, '=', 1) AS name,
             substr(setting, strpos(setting, '=') + 1) AS value
        FROM (VALUES (?::text, ?::text)) AS names(own, shown),
             pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase,
             unnest(s.setconfig) WITH ORDINALITY AS each(setting, number)
       WHERE d.datname = names.own
       ORDER BY s.setrole, number
      """;

  private DatabaseProperties() {}

  /** Those of the connection's own database, in the order in which they are to be run. */
  static List<String> statements(Connection connection) throws SQLException {
    String own = Queries.one(connection, "SELECT current_database()", row -> row.getString(1));
    return statements(connection, own, own);
  }

  /**
   * Those of any database of the server, to be run for another.
   *
   * @param of whose properties they are
   * @param to the database that they give them to
   */
  public static List<String> statements(Connection connection, String of, String to)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    Queries.one(connection, DATABASE, row -> addPresent(row, statements), of, to);
    statements.addAll(Queries.all(connection, GRANTS, row -> row.getString(1), of, to));
    statements.addAll(Queries.all(connection, SETTINGS, DatabaseProperties::setting, of, to));
    return statements;
  }

  private static boolean addPresent(ResultSet row, List<String> to) throws SQLException {
    for (int column = 1; column <= 5; column++) {
      String statement = row.getString(column);
      if (statement != null && !statement.endsWith(" IS NULL;")) {
        to.add(statement);
      }
    }
    return true;
  }

  private static String setting(ResultSet row) throws SQLException {
    String name = row.getString("name");
    String value = row.getString("value");
    String literals =
        LISTS.contains(name)
            ? NameList.split(value).stream()
                .map(DatabaseProperties::literal)
                .collect(Collectors.joining(", "))
            : literal(value);
    return row.getString(row.getLong("setrole") == 0 ? "of_all" : "of_role")
        + identifiers(name)
        + " TO "
        + (literals.isEmpty() ? "''" : literals)
        + ";";
  }

  /** Extensions' settings have two parts, each a name: {@code pg_stat_statements.track}. */
  private static String identifiers(String name) {
    return List.of(name.split("\\.", -1)).stream()
        .map(part -> '"' + part.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining("."));
  }

  private static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }
}
