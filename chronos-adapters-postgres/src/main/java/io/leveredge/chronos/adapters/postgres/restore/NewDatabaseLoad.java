package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a dump into a database that is new and empty: definitions first, then the rows of several
 * tables at once, then their indexes, and the rest in the order of the dump. Not in one
 * transaction: when it fails the database is of no use, and whoever made it removes it.
 */
public final class NewDatabaseLoad {
  /** Less than that is loaded before another session has begun to help. */
  private static final long WORTH_SHARING = 32 << 20;

  private final LoadSettings settings;
  private final LeaveOut leaveOut;
  private final Connections connections;
  private final long worthSharing;

  public NewDatabaseLoad(LoadSettings settings, LeaveOut leaveOut) {
    this(settings, leaveOut, WORTH_SHARING);
  }

  /**
   * @param worthSharing as for {@link ParallelLoad}
   */
  NewDatabaseLoad(LoadSettings settings, LeaveOut leaveOut, long worthSharing) {
    this.worthSharing = worthSharing;
    this.settings = settings;
    this.leaveOut = leaveOut;
    this.connections = new Connections(settings.url());
  }

  /**
   * Loads it. An interrupt ends it soon. No session is left when this returns or throws.
   *
   * @param outline of the same dump, which {@link DumpStatements#check} has accepted
   * @throws ChronosException RESTORE_FAILED with the statement's beginning and the server's reason,
   *     RESTORE_INTERRUPTED, or a code that says more
   */
  public Loaded load(PlainDump dump, DumpOutline outline) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service",
          abort -> load(dump, outline, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private Loaded load(PlainDump dump, DumpOutline outline, Abort abort) {
    try (LoadSession main = session(dump, List.of(), abort);
        Workers workers = workers(dump, outline, abort)) {
      Pooling.refuse(main.session().connection(), connections);
      Loaded.Tally tally = new Loaded.Tally(leaveOut);
      ParallelLoad load = new ParallelLoad(main, workers, outline, tally, worthSharing);
      new DumpStatements(dump).read(load);
      load.finish();
      return tally.loaded();
    } catch (SQLException failure) {
      throw RestoreFaults.of("The restore", failure);
    }
  }

  private Workers workers(PlainDump dump, DumpOutline outline, Abort abort) {
    List<LoadSession> sessions = new ArrayList<>();
    try {
      while (sessions.size() < settings.connections()) {
        sessions.add(session(dump, outline.settings(), abort));
      }
    } catch (RuntimeException failure) {
      sessions.forEach(LoadSession::close);
      throw failure;
    }
    return new Workers(settings.sessionName(), sessions);
  }

  private LoadSession session(PlainDump dump, List<String> dumpsSettings, Abort abort) {
    DatabaseSession session =
        Opening.session(connections, settings, dump.index().encoding(), abort);
    return new LoadSession(session, dump, dumpsSettings);
  }
}
