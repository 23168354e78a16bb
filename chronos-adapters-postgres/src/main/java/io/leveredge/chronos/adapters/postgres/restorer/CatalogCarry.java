package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.ClientAccess;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.SideDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpStatements;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.Loaded;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabaseLoad;
import io.leveredge.chronos.adapters.postgres.restore.RestoreFaults;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries the schema of our own catalog from the database in use into the one that takes its place,
 * so that history goes on. Whoever writes into the catalog waits from the copy on until the swap
 * ends its session: nothing is written that the copy lacks.
 */
final class CatalogCarry implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'chronos' AND c.relkind IN ('r', 'p') ORDER BY 1
      """;

  private final DatabaseUrl live;
  private final Duration lockWait;
  private final DumpTools tools;
  private final RestoreId id;
  private final Abort abort;
  private Optional<Connection> holder = Optional.empty();

  CatalogCarry(DatabaseSettings settings, DumpTools tools, RestoreId id, Abort abort) {
    this.live = settings.url();
    this.lockWait = settings.lockWait();
    this.tools = tools;
    this.id = id;
    this.abort = abort;
  }

  /**
   * Whether our catalog lives in the database in use. Writes a mark into the catalog.
   *
   * @param notInBackup whether the backup was made without it: what lies there now is kept then
   *     even where the catalog does not answer, for nothing else holds it
   */
  boolean isNeeded(boolean notInBackup) {
    Optional<String> nonce = tools.mark().freshNonce();
    return isThere(nonce, notInBackup);
  }

  /**
   * The same for an undo, which would put the history since the restore out of use with the
   * database that holds it. Where the catalog does not answer, what may be ours is carried back.
   *
   * @param carriedNothing whether the restore is known to have carried nothing over: then it was
   *     data like any other
   */
  boolean isNeededBack(boolean carriedNothing) {
    Optional<String> nonce = tools.mark().freshNonce();
    return isThere(nonce, nonce.isEmpty() && !carriedNothing);
  }

  private boolean isThere(Optional<String> nonce, boolean evenUnmarked) {
    if (nonce.isEmpty() && !evenUnmarked) {
      return false;
    }
    try (Connection connection = new Connections(live).hurried(RestoreNames.session(id), LOOK)) {
      return (nonce.isPresent() && CatalogSchema.isOurs(connection, nonce.get()))
          || (evenUnmarked && CatalogSchema.mayBeOurs(connection));
    } catch (SQLException failure) {
      throw new PostgresFaults(live).working("Looking for the catalog", failure);
    }
  }

  /**
   * Copies the schema; what is there under its name gives way. From here on until {@link #close} or
   * the end of the holding session nobody writes into the catalog.
   *
   * @param into a database that is not in use
   * @throws ChronosException DATABASE_LOCKED where a writer does not end, RESTORE_DIFFERS, and
   *     whatever keeps the schema from being read or loaded
   */
  void into(DatabaseUrl into) {
    hold();
    try (SpooledDump spooled = SpooledDump.in(tools.privateFolder(), spoolPrefix(id))) {
      DumpIndex index =
          new SideDump(tools, live, RestoreNames.session(id))
              .ofSchema(CatalogSchema.NAME, abort, spooled::write);
      spooled.finish(index);
      dropOld(into);
      Loaded loaded =
          new NewDatabaseLoad(new LoadSettings(into, RestoreNames.session(id), 1), LeaveOut.NOTHING)
              .load(spooled, new DumpStatements(spooled).check());
      if (loaded.rows() != index.inventory().rows()) {
        throw new ChronosException(
            ErrorCode.RESTORE_DIFFERS,
            "Of the %d rows of the catalog %d were carried over"
                .formatted(index.inventory().rows(), loaded.rows()));
      }
    }
  }

  private void hold() {
    try {
      Connection connection = new Connections(live).patient(RestoreNames.holder(id));
      holder = Optional.of(connection);
      abort.whenGivenUp(() -> cut(connection));
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET lock_timeout = " + lockWait.toMillis());
        statement.execute("SET idle_in_transaction_session_timeout = 0");
        connection.setAutoCommit(false);
        List<String> tables = Queries.all(connection, TABLES, row -> row.getString(1));
        statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN EXCLUSIVE MODE");
      }
    } catch (SQLException failure) {
      throw RestoreFaults.of("Holding the catalog still", failure);
    }
  }

  private void dropOld(DatabaseUrl into) {
    try (Connection connection = new Connections(into).patient(RestoreNames.session(id));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + CatalogSchema.NAME + " CASCADE");
    } catch (SQLException failure) {
      throw RestoreFaults.of("Making place for the catalog", failure);
    }
  }

  /** Lets the writers go on, where the session is still there. */
  @Override
  public void close() {
    holder.ifPresent(CatalogCarry::cut);
  }

  /** Removes what a service that was killed could not. */
  static void removeLeft(DumpTools tools, RestoreId id) {
    ClientAccess.removeLeft(tools.privateFolder(), RestoreNames.session(id));
    SpooledDump.removeLeft(tools.privateFolder(), spoolPrefix(id));
  }

  private static String spoolPrefix(RestoreId id) {
    return "catalog-" + id + "-";
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
