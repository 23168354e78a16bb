package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Roles and their memberships as far as every role may see them, for servers that refuse
 * pg_dumpall. Passwords are not among it.
 */
final class RoleStatements {
  private static final String ROLES =
      """
      SELECT format('CREATE ROLE %I WITH %s %s %s %s %s %s %s CONNECTION LIMIT %s;', rolname,
                    CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
                    CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                    CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
                    CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
                    CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                    CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
                    CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
                    rolconnlimit)
        FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname
      """;

  private static final String MEMBERSHIPS =
      """
      SELECT DISTINCT format('GRANT %I TO %I%s;', r.rolname, m.rolname,
                    CASE WHEN a.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END)
        FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid
                               JOIN pg_roles m ON m.oid = a.member
       WHERE m.rolname !~ '^pg_' ORDER BY 1
      """;

  private static final String MAY_READ_MEMBERSHIPS =
      "SELECT has_table_privilege('pg_catalog.pg_auth_members', 'SELECT')";

  private RoleStatements() {}

  static List<String> statements(Connection connection) throws SQLException {
    List<String> statements =
        new ArrayList<>(Queries.all(connection, ROLES, row -> row.getString(1)));
    if (Queries.one(connection, MAY_READ_MEMBERSHIPS, row -> row.getBoolean(1))) {
      statements.addAll(Queries.all(connection, MEMBERSHIPS, row -> row.getString(1)));
    }
    return statements;
  }
}
