package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces what an existing database holds by what a backup holds, in one transaction: everything
 * that is not the server's own is dropped, the backup is loaded and read back, and only when it is
 * equal is COMMIT sent. Whatever fails before leaves rows, definitions and sequences as they were,
 * for the old ones are dropped and not changed.
 *
 * <p>Other sessions can work on until the first DROP waits for them, and wait from then on.
 */
public final class InPlaceRestore {
  private static final Duration OUTCOME = Duration.ofSeconds(30);

  private final LoadSettings settings;
  private final LeaveOut leaveOut;
  private final List<String> keptSchemas;
  private final CatalogMark mark;
  private final Duration lockWait;
  private final Connections connections;

  /**
   * @param keptSchemas those that stay as they are because the dump left them out
   * @param mark tells whether the catalog lives in this database; its schema stays too then
   * @param lockWait how long to wait for other sessions that use what is dropped
   */
  public InPlaceRestore(
      LoadSettings settings,
      LeaveOut leaveOut,
      List<String> keptSchemas,
      CatalogMark mark,
      Duration lockWait) {
    this.settings = settings;
    this.leaveOut = leaveOut;
    this.keptSchemas = List.copyOf(keptSchemas);
    this.mark = mark;
    this.lockWait = lockWait;
    this.connections = new Connections(settings.url());
  }

  /**
   * Does it. An interrupt ends it soon and undoes everything. No session is left when this returns
   * or throws.
   *
   * @param dump that {@link DumpStatements#check} has accepted
   * @throws ChronosException RESTORE_BLOCKED, RESTORE_FAILED, RESTORE_DIFFERS, RESTORE_INTERRUPTED,
   *     DATABASE_LOCKED and others: the database is as it was. RESTORE_OUTCOME_UNKNOWN where the
   *     connection broke at the COMMIT and the server could not be asked what became of it
   */
  public Loaded restore(PlainDump dump) {
    return restore(dump, transaction -> {});
  }

  /**
   * The same, telling before the COMMIT which transaction it is of.
   *
   * @param beforeCommit told the transaction's number at the server ({@code txid_current}); what it
   *     throws undoes everything
   */
  public Loaded restore(PlainDump dump, Consumer<String> beforeCommit) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The restore was stopped by the service",
          abort -> restore(dump, beforeCommit, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private Loaded restore(PlainDump dump, Consumer<String> beforeCommit, Abort abort) {
    String encoding = dump.index().encoding();
    Optional<String> nonce = mark.freshNonce();
    try (DatabaseSession session = Opening.session(connections, settings, encoding, abort)) {
      Pooling.refuse(session.connection(), connections);
      Target.refuseBlocked(session.connection(), settings.url().database());
      return restore(
          new LoadSession(session, dump, List.of()), dump, kept(session, nonce), beforeCommit);
    } catch (SQLException failure) {
      throw RestoreFaults.of("The restore", failure);
    }
  }

  private List<String> kept(DatabaseSession session, Optional<String> nonce) throws SQLException {
    List<String> kept = new ArrayList<>(keptSchemas);
    if (nonce.isPresent() && CatalogSchema.isOurs(session.connection(), nonce.get())) {
      kept.add(CatalogSchema.NAME);
    }
    return kept;
  }

  private Loaded restore(
      LoadSession load, PlainDump dump, List<String> kept, Consumer<String> beforeCommit)
      throws SQLException {
    DatabaseSession session = load.session();
    String transaction = TransactionNumber.of(session);
    session.run("SET LOCAL lock_timeout = " + lockWait.toMillis());
    new EmptyTarget(session, kept).run();
    Loaded.Tally tally = new Loaded.Tally(leaveOut);
    new DumpStatements(dump).read(part -> load(part, load, tally));
    InventoryComparison.requireEqual(
        dump.index().inventory(), DatabaseInventoryOf.within(session, dump, kept));
    session.run("SET CONSTRAINTS ALL IMMEDIATE");
    if (!TransactionNumber.lasting(session, connections).equals(transaction)) {
      throw new ChronosException(
          ErrorCode.RESTORE_OUTCOME_UNKNOWN,
          "The transaction of the restore ended before the restore did");
    }
    beforeCommit.accept(transaction);
    new LastCommit(connections, OUTCOME).commit(session, transaction);
    return tally.loaded();
  }

  private static void load(DumpPart part, LoadSession load, Loaded.Tally tally) {
    switch (part) {
      case DumpPart.Rows rows -> tally.add(load.copy(rows, false));
      case DumpPart.Sql sql -> {
        if (sql.kind() != StatementKind.LARGE_OBJECT_BRACKET && !tally.leavesOut(sql)) {
          load.run(sql);
        }
      }
    }
  }
}
