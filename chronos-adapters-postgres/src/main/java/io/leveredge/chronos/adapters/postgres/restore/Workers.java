package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Several sessions that do work at once. Work on the same table is done in the order in which it
 * was given, one after the other; work on different tables in any.
 */
final class Workers implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadSession> sessions;
  private final Queue<Task> waiting = new ArrayDeque<>();
  private final Set<TableName> busy = new HashSet<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean closed;

  /** Work on a table, in a session of its own that commits after it. */
  @FunctionalInterface
  interface Work {
    void on(LoadSession session) throws SQLException;
  }

  private record Task(TableName table, Work work) {}

  /**
   * Takes the sessions over.
   *
   * @param name of the threads
   */
  Workers(String name, List<LoadSession> sessions) {
    this.sessions = List.copyOf(sessions);
    for (LoadSession session : sessions) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(name + "-" + (threads.size() + 1))
              .start(() -> work(session)));
    }
  }

  synchronized void give(TableName table, Work work) {
    waiting.add(new Task(table, work));
    notifyAll();
  }

  /** Whether everything that was given is done. */
  synchronized boolean idle() {
    return waiting.isEmpty() && busy.isEmpty();
  }

  /**
   * Waits until everything is done.
   *
   * @throws RuntimeException the first failure; the rest of the work is not begun
   */
  synchronized void await() {
    while (failure.isEmpty() && !idle()) {
      try {
        wait();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new ChronosException(ErrorCode.RESTORE_INTERRUPTED, "The restore was stopped");
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void work(LoadSession session) {
    for (Optional<Task> next = next(); next.isPresent(); next = next()) {
      Task task = next.get();
      try {
        task.work().on(session);
        session.commit();
      } catch (SQLException failed) {
        failed(RestoreFaults.of("Working on " + task.table(), failed));
      } catch (RuntimeException failed) {
        failed(failed);
      }
      done(task);
    }
  }

  private synchronized Optional<Task> next() {
    while (!closed && failure.isEmpty()) {
      Optional<Task> ready = ready();
      if (ready.isPresent()) {
        busy.add(ready.get().table());
        return ready;
      }
      try {
        wait();
      } catch (InterruptedException stop) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Task> ready() {
    for (Iterator<Task> tasks = waiting.iterator(); tasks.hasNext(); ) {
      Task task = tasks.next();
      if (!busy.contains(task.table())) {
        tasks.remove();
        return Optional.of(task);
      }
    }
    return Optional.empty();
  }

  private synchronized void done(Task task) {
    busy.remove(task.table());
    notifyAll();
  }

  private synchronized void failed(RuntimeException first) {
    failure = failure.isPresent() ? failure : Optional.of(first);
    waiting.clear();
    notifyAll();
  }

  /** Ends the sessions, whatever they do, and waits for the threads. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    sessions.forEach(LoadSession::close);
    Threads.join(threads);
  }
}
