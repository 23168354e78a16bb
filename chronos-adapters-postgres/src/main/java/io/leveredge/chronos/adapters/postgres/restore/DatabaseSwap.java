package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseProperties;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a restored database in the place of the one in use, which is kept under another name, closed
 * to connections. Works from a third database, since none that is connected to can be renamed; new
 * connections must be refused, and that be committed, before sessions are ended, or a pool would be
 * back before the rename (ALTER DATABASE manual; a rename waits five seconds for others and then
 * fails).
 *
 * <p>The renaming is one transaction: at any instant either the old or the restored database has
 * the name. A process that dies leaves at worst a closed database, which {@link #settle} opens.
 */
public final class DatabaseSwap {
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final String EXISTS = "SELECT count(*) FROM pg_database WHERE datname = ?";

  private final DatabaseUrl maintenance;
  private final String sessionName;
  private final Connections connections;

  /**
   * @param maintenance a database that is none of those swapped, as a role that owns those and may
   *     create databases
   * @param sessionName the application name of the swap's sessions, by which what is left of it is
   *     found and ended
   */
  public DatabaseSwap(DatabaseUrl maintenance, String sessionName) {
    this.maintenance = maintenance;
    this.sessionName = sessionName;
    this.connections = new Connections(maintenance);
  }

  /** Looks for what refuses a swap of that database; empty where nothing does. */
  public List<String> blockers(String live) {
    try (Connection connection = connect()) {
      return Target.blockers(connection, live);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Looking for what blocks a swap", failure);
    }
  }

  /** The same, asked in a session that is there already. */
  public static List<String> blockers(Connection connection, String live) throws SQLException {
    return Target.blockers(connection, live);
  }

  /**
   * Swaps. When it fails the old database is in use and open again.
   *
   * @param journal told of each step before it is taken; what it throws ends the swap, but for the
   *     last step, which says that nothing is left to do
   * @throws ChronosException RESTORE_BLOCKED before anything is changed, where the database has
   *     prepared transactions, replication slots or subscriptions, or a name is taken or missing,
   *     and later where sessions stay that the role may not end; RESTORE_FAILED and others later
   */
  public void swap(SwapNames names, Consumer<SwapStep> journal) {
    swap(names, DatabaseSessions.NOBODY, journal);
  }

  /**
   * The same, where somebody keeps others from writing into the old database until it is closed.
   *
   * @param endedLast the application name of that session, which is ended when all others are gone:
   *     who waited for it would write on otherwise
   */
  public void swap(SwapNames names, String endedLast, Consumer<SwapStep> journal) {
    try (Connection connection = connect()) {
      Target.refuseBlocked(connection, names.live());
      refuseUnlessBoth(connection, names);
      try {
        steps(connection, names, endedLast, journal);
      } catch (SQLException failure) {
        // The answer to the COMMIT may be all that was lost.
        if (settle(SwapStep.RENAMING, names) == Settled.ROLLED_BACK) {
          throw failure;
        }
        journal.accept(SwapStep.DONE);
      } catch (RuntimeException failure) {
        settle(SwapStep.RENAMING, names);
        throw failure;
      }
    } catch (SQLException failure) {
      throw RestoreFaults.of("The swap of " + names.live(), failure);
    }
  }

  private static void steps(
      Connection connection, SwapNames names, String endedLast, Consumer<SwapStep> journal)
      throws SQLException {
    journal.accept(SwapStep.CARRYING);
    for (String each : DatabaseProperties.statements(connection, names.live(), names.restored())) {
      run(connection, each);
    }
    journal.accept(SwapStep.CLOSING);
    allowConnections(connection, names.live(), false);
    allowConnections(connection, names.restored(), false);
    journal.accept(SwapStep.ENDING_SESSIONS);
    DatabaseSessions.end(connection, names.live(), names.restored(), endedLast);
    DatabaseSessions.end(connection, names.live(), names.restored(), DatabaseSessions.NOBODY);
    journal.accept(SwapStep.RENAMING);
    connection.setAutoCommit(false);
    rename(connection, names.live(), names.before());
    rename(connection, names.restored(), names.live());
    allowConnections(connection, names.live(), true);
    connection.commit();
    connection.setAutoCommit(true);
    journal.accept(SwapStep.DONE);
  }

  /**
   * Ends a swap that was left in the middle, by a process that is gone: finishes it where the names
   * were exchanged, and otherwise opens the old database again. May be called any number of times.
   *
   * @param last the step that was journaled last
   * @throws ChronosException RESTORE_OUTCOME_UNKNOWN where the databases are not what any step
   *     leaves
   */
  public Settled settle(SwapStep last, SwapNames names) {
    new Sessions(connections).end(sessionName);
    try (Connection connection = connections.hurried(sessionName + "-s", ANSWER)) {
      boolean live = exists(connection, names.live());
      boolean restored = exists(connection, names.restored());
      boolean before = exists(connection, names.before());
      if (live && !restored && (before || last == SwapStep.DONE)) {
        allowConnections(connection, names.live(), true);
        return Settled.FINISHED;
      }
      if (live && !before) {
        allowConnections(connection, names.live(), true);
        if (restored) {
          allowConnections(connection, names.restored(), true);
        }
        return Settled.ROLLED_BACK;
      }
      throw new ChronosException(
          ErrorCode.RESTORE_OUTCOME_UNKNOWN,
          "After step %s of a swap, of the databases %s, %s and %s these exist: %s, %s, %s"
              .formatted(
                  last, names.live(), names.restored(), names.before(), live, restored, before));
    } catch (SQLException failure) {
      throw RestoreFaults.of("Settling the swap of " + names.live(), failure);
    }
  }

  private Connection connect() {
    try {
      return connections.hurried(sessionName, ANSWER);
    } catch (SQLException failure) {
      throw new PostgresFaults(maintenance).connecting(failure);
    }
  }

  private static void refuseUnlessBoth(Connection connection, SwapNames names) throws SQLException {
    if (!exists(connection, names.live()) || !exists(connection, names.restored())) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Database %s or %s does not exist".formatted(names.live(), names.restored()));
    }
    if (exists(connection, names.before())) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED, "Database " + names.before() + " exists already");
    }
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    return Queries.one(connection, EXISTS, row -> row.getInt(1), database) > 0;
  }

  private static void rename(Connection connection, String from, String to) throws SQLException {
    run(
        connection,
        "ALTER DATABASE %s RENAME TO %s".formatted(SqlText.name(from), SqlText.name(to)));
  }

  private static void allowConnections(Connection connection, String database, boolean allow)
      throws SQLException {
    run(
        connection,
        "ALTER DATABASE %s WITH ALLOW_CONNECTIONS %s".formatted(SqlText.name(database), allow));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
