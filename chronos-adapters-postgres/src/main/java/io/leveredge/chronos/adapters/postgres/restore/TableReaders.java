package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Several sessions that read tables at once, the first of the list first. */
final class TableReaders implements AutoCloseable {
  private final String encoding;
  private final LongConsumer told;
  private final Supplier<DatabaseSession> sessions;
  private final Queue<TableColumns> waiting;
  private final List<TableInventory> read = new ArrayList<>();
  private final List<DatabaseSession> open = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final int wanted;
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean closed;

  TableReaders(
      LoadSettings settings,
      List<TableColumns> tables,
      String encoding,
      LongConsumer told,
      Supplier<DatabaseSession> sessions) {
    this.encoding = encoding;
    this.told = told;
    this.sessions = sessions;
    this.waiting = new ArrayDeque<>(tables);
    this.wanted = tables.size();
    for (int i = 1; i <= Math.min(settings.connections(), tables.size()); i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(settings.sessionName() + "-reads-" + i)
              .start(this::work));
    }
  }

  private void work() {
    try (DatabaseSession session = sessions.get()) {
      register(session);
      InventoryReader reader = new InventoryReader(session.connection(), encoding, told);
      for (Optional<TableColumns> next = next(); next.isPresent(); next = next()) {
        done(read(reader, next.get()));
      }
    } catch (RuntimeException failed) {
      failed(failed);
    }
  }

  private static TableInventory read(InventoryReader reader, TableColumns table) {
    try {
      return reader.table(table);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Reading " + table.table() + " back", failure);
    }
  }

  private synchronized void register(DatabaseSession session) {
    open.add(session);
    if (closed) {
      session.close();
    }
  }

  private synchronized Optional<TableColumns> next() {
    return closed || failure.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  private synchronized void done(TableInventory table) {
    read.add(table);
    notifyAll();
  }

  private synchronized void failed(RuntimeException first) {
    failure = failure.isPresent() ? failure : Optional.of(first);
    notifyAll();
  }

  /**
   * Waits for all tables and answers them in the order of their names.
   *
   * @throws RuntimeException the first failure
   */
  synchronized List<TableInventory> await() {
    while (failure.isEmpty() && read.size() < wanted) {
      try {
        wait();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new ChronosException(ErrorCode.RESTORE_INTERRUPTED, "The comparison was stopped");
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    read.sort(Comparator.comparing(TableInventory::table));
    return List.copyOf(read);
  }

  /** Ends the sessions, whatever they do, and waits for the threads. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      open.forEach(DatabaseSession::close);
    }
    Threads.join(threads);
  }
}
