package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates and removes the databases that restores are loaded into. */
public final class NewDatabase {
  private static final int PROVIDERS_SINCE = 150000;
  private static final String VERSION = "SELECT current_setting('server_version_num')::int";

  private static final String TEMPLATE = "SELECT datistemplate FROM pg_database WHERE datname = ?";

  /** To name the one that would be taken anyway needs a right that not every role has. */
  private static final String TABLESPACE =
      """
      SELECT s.spcname FROM pg_database d JOIN pg_tablespace s ON s.oid = d.dattablespace
       WHERE d.datname = ?
         AND s.oid <> (SELECT dattablespace FROM pg_database WHERE datname = 'template0')
      """;

  private final DatabaseUrl maintenance;
  private final String sessionName;

  /**
   * @param maintenance any other database of the server, as a role that may create databases
   */
  public NewDatabase(DatabaseUrl maintenance, String sessionName) {
    this.maintenance = maintenance;
    this.sessionName = sessionName;
  }

  /**
   * Creates an empty one with encoding and locale of the one that was backed up.
   *
   * @param facts of the backup's database component: {@code encoding}, {@code collation}, {@code
   *     character_type} and, where there are, {@code locale_provider} and {@code locale}
   * @param owner whose it is; the role of the connection where empty
   * @throws ChronosException RESTORE_FAILED for example where the server lacks the locale or the
   *     owner, DATABASE_PRIVILEGE_MISSING
   */
  public void create(String name, Map<String, String> facts, Optional<String> owner) {
    create(name, facts, owner, Optional.empty());
  }

  /**
   * Removes one, and whoever is connected to it; nothing happens where it does not exist.
   *
   * @throws ChronosException RESTORE_BLOCKED where sessions stay that the role may not end
   */
  public void drop(String name) {
    try (Connection connection = connect()) {
      List<Boolean> template = Queries.all(connection, TEMPLATE, row -> row.getBoolean(1), name);
      if (template.isEmpty()) {
        return;
      }
      DatabaseSessions.end(connection, name, name, DatabaseSessions.NOBODY);
      if (template.contains(true)) {
        run(connection, "ALTER DATABASE " + SqlText.name(name) + " WITH IS_TEMPLATE false");
      }
      run(connection, "DROP DATABASE IF EXISTS " + SqlText.name(name));
    } catch (SQLException failure) {
      throw RestoreFaults.of("DROP DATABASE " + SqlText.name(name), failure);
    }
  }

  /**
   * The same for one that is to take the place of another, and lies where that one lies.
   *
   * @param live the database in use
   */
  public void createFor(String live, String name, Map<String, String> facts) {
    create(name, facts, Optional.empty(), Optional.of(live));
  }

  private void create(
      String name, Map<String, String> facts, Optional<String> owner, Optional<String> live) {
    try (Connection connection = connect()) {
      int version = Queries.one(connection, VERSION, row -> row.getInt(1));
      StringBuilder options = new StringBuilder(options(facts, owner, version));
      if (live.isPresent()) {
        Queries.all(connection, TABLESPACE, row -> row.getString(1), live.get())
            .forEach(space -> options.append(" TABLESPACE ").append(SqlText.name(space)));
      }
      run(connection, "CREATE DATABASE " + SqlText.name(name) + options);
    } catch (SQLException failure) {
      throw RestoreFaults.of("CREATE DATABASE " + SqlText.name(name), failure);
    }
  }

  /** Whether there is one of that name. */
  public boolean exists(String name) {
    try (Connection connection = connect()) {
      return Queries.one(
          connection,
          "SELECT count(*) FROM pg_database WHERE datname = ?",
          row -> row.getInt(1) > 0,
          name);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Looking for database " + SqlText.name(name), failure);
    }
  }

  /** Opens one to connections, or closes it to new ones; it must exist. */
  public void allowConnections(String name, boolean allow) {
    String statement =
        "ALTER DATABASE %s WITH ALLOW_CONNECTIONS %s".formatted(SqlText.name(name), allow);
    try (Connection connection = connect()) {
      run(connection, statement);
    } catch (SQLException failure) {
      throw RestoreFaults.of(statement, failure);
    }
  }

  private static String options(Map<String, String> facts, Optional<String> owner, int version) {
    StringBuilder options = new StringBuilder(" TEMPLATE template0");
    owner.ifPresent(role -> options.append(" OWNER ").append(SqlText.name(role)));
    option("ENCODING", facts.get("encoding"), options);
    option("LC_COLLATE", facts.get("collation"), options);
    option("LC_CTYPE", facts.get("character_type"), options);
    if (version >= PROVIDERS_SINCE) {
      switch (facts.getOrDefault("locale_provider", "")) {
        case "i" -> {
          options.append(" LOCALE_PROVIDER icu");
          option("ICU_LOCALE", facts.get("locale"), options);
        }
        case "b" -> {
          options.append(" LOCALE_PROVIDER builtin");
          option("BUILTIN_LOCALE", facts.get("locale"), options);
        }
        case "c" -> options.append(" LOCALE_PROVIDER libc");
        default -> {
          // The server's own choice.
        }
      }
    }
    return options.toString();
  }

  private static void option(
      String name, @org.jspecify.annotations.Nullable String value, StringBuilder to) {
    if (value != null) {
      to.append(' ').append(name).append(' ').append(SqlText.literal(value));
    }
  }

  private Connection connect() {
    try {
      return new Connections(maintenance).verbatim(sessionName);
    } catch (SQLException failure) {
      throw new PostgresFaults(maintenance).connecting(failure);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
