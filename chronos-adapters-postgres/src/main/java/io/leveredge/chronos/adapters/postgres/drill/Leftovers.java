package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.restore.GlobalRoles;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What trials of dead processes have left: databases and roles whose names only a trial gives,
 * which have our comment or had no time to get it, and whose trial has no session any more.
 */
final class Leftovers {
  private static final String SESSION = "chronos-clears-up";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String DATABASES =
      """
      SELECT datname FROM pg_database d
       WHERE datname LIKE 'chronos\\_drill\\_%'
         AND coalesce(shobj_description(oid, 'pg_database'), 'CHRONOS drill') LIKE 'CHRONOS drill%'
      """;

  private static final String ROLES =
      """
      SELECT rolname FROM pg_roles
       WHERE rolname LIKE 'chronos\\_drill\\_%' AND NOT rolcanlogin AND NOT rolsuper
         AND coalesce(shobj_description(oid, 'pg_authid'), 'CHRONOS drill') LIKE 'CHRONOS drill%'
      """;

  private static final String PRESENT =
      "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = ?)";

  private Leftovers() {}

  static void clear(DatabaseUrl maintenance) {
    try (Connection connection = new Connections(maintenance).hurried(SESSION, PATIENCE)) {
      for (String database : Queries.all(connection, DATABASES, row -> row.getString(1))) {
        if (isLeft(connection, database)) {
          new NewDatabase(maintenance, SESSION).drop(database);
        }
      }
      for (String role : Queries.all(connection, ROLES, row -> row.getString(1))) {
        if (isLeft(connection, role)) {
          GlobalRoles.drop(maintenance, SESSION, List.of(role));
        }
      }
    } catch (SQLException failure) {
      throw new PostgresFaults(maintenance).connecting(failure);
    }
  }

  private static boolean isLeft(Connection connection, String name) throws SQLException {
    Optional<ScratchName> scratch = ScratchName.parse(name);
    return scratch.isPresent()
        && !Queries.one(connection, PRESENT, row -> row.getBoolean(1), scratch.get().presence());
  }
}
