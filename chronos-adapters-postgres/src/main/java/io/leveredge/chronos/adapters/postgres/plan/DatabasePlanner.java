package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.DumpStatements;
import io.leveredge.chronos.adapters.postgres.restore.TablesOutlook;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what a restore of a database would do. A server that does not answer and a dump that cannot
 * be read are obstacles like others.
 */
public final class DatabasePlanner {
  private static final String NO_SUCH_DATABASE = "3D000";

  private final DatabaseSettings settings;
  private final Abort abort;

  /**
   * @param abort ends the session when the plan is given up
   */
  public DatabasePlanner(DatabaseSettings settings, Abort abort) {
    this.settings = settings;
    this.abort = abort;
  }

  /** Makes it. Changes nothing, and connects to nothing before the dump was understood. */
  public ComponentPlan plan(RestoreWork work, PlanPage page) {
    Reading reading;
    try {
      reading = Reading.of(work);
    } catch (ChronosException unreadable) {
      return impossible(work, unreadable(unreadable));
    }
    Connection connection;
    try {
      connection = new Connections(settings.url()).patient("chronos-plan-" + work.id());
    } catch (SQLException failure) {
      return impossible(work, unreachable(failure));
    }
    Abort.Registration registration = abort.whenGivenUp(() -> cut(connection));
    try {
      readOnly(connection);
      return plan(work, page, reading, connection);
    } catch (SQLException failure) {
      return impossible(
          work,
          Obstacle.blocking(
              Obstacle.Kind.UNKNOWN,
              String.valueOf(
                  new PostgresFaults(settings.url()).working("The plan", failure).getMessage()),
              "Make the plan again."));
    } finally {
      registration.takeBack();
      cut(connection);
    }
  }

  /**
   * What the backup holds.
   *
   * @param outline of the whole dump; empty where only single tables of it are read
   */
  private record Reading(BackupDump dump, Optional<DumpOutline> outline) {
    static Reading of(RestoreWork work) {
      BackupDump dump = BackupDump.of(work.backup(), work.progress());
      return switch (Way.askedFor(work.choice())) {
        case SWAP, IN_PLACE -> {
          work.progress().doing("reading the dump");
          yield new Reading(dump, Optional.of(new DumpStatements(dump).check()));
        }
        case TABLES_BESIDE, TABLES_IN_PLACE -> {
          TablesOutlook.requireReadable(dump, TablesLook.held(dump, work.choice()));
          yield new Reading(dump, Optional.empty());
        }
      };
    }
  }

  private ComponentPlan plan(
      RestoreWork work, PlanPage page, Reading reading, Connection connection) throws SQLException {
    BackupDump dump = reading.dump();
    WayChoice choice = WayChoice.of(connection, settings, work.choice(), dump);
    TableChanges changes = TableChanges.of(connection, dump, work, choice);
    List<String> notes = new ArrayList<>(choice.why());
    List<Obstacle> obstacles = new ArrayList<>();
    if (reading.outline().isPresent()) {
      new WholeOutlook(settings, connection, dump, work.choice(), choice, changes)
          .look(reading.outline().get(), notes, obstacles);
    } else {
      new TablesLook(settings, connection, dump, work.choice(), choice.way())
          .look(notes, obstacles);
    }
    return new ComponentPlan(
        Component.DATABASE,
        choice.way().word(),
        changes.counts(),
        changes.page(page, new RowCounts(connection)),
        changes.after(page),
        notes,
        obstacles);
  }

  /** In the way that is asked for, where the server could not be asked what is possible. */
  private static ComponentPlan impossible(RestoreWork work, Obstacle why) {
    return ComponentPlan.impossible(Component.DATABASE, Way.askedFor(work.choice()).word(), why);
  }

  private static Obstacle unreadable(ChronosException failure) {
    return Obstacle.blocking(
        failure.code() == ErrorCode.BACKUP_NOT_RESTORABLE
            ? Obstacle.Kind.MISSING
            : Obstacle.Kind.CORRUPT,
        String.valueOf(failure.getMessage()),
        "Restore another backup.");
  }

  private Obstacle unreachable(SQLException failure) {
    ChronosException told = new PostgresFaults(settings.url()).connecting(failure);
    return Obstacle.blocking(
        Obstacle.Kind.UNKNOWN,
        String.valueOf(told.getMessage()),
        NO_SUCH_DATABASE.equals(failure.getSQLState())
            ? "Create the database, empty, and ask again."
            : told.code().hint());
  }

  private static void readOnly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
      statement.execute("SET search_path = ''");
      // A look that sees some of the rows only would foresee what does not happen.
      statement.execute("SET row_security = off");
    }
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
