package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Several sessions that do work at once. Work on the same table is done in the order in which it
 * was given, one after the other, but for what is {@linkplain #share shared}; work on different
 * tables in any.
 */
final class Workers implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadSession> sessions;
  private final Deque<Task> waiting = new ArrayDeque<>();
  private final List<Task> running = new ArrayList<>();
  private int unoccupied;
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean closed;

  /** Work on a table, in a session of its own that commits after it. */
  @FunctionalInterface
  interface Work {
    void on(LoadSession session) throws SQLException;
  }

  /** Work, and the table that nobody else works on meanwhile. */
  record Given(TableName table, Work work) {}

  /**
   * @param shared may be done while others of its kind are, on the same table
   */
  private record Task(TableName table, boolean shared, Work work) {
    boolean agreesWith(Task other) {
      return !table.equals(other.table) || (shared && other.shared);
    }
  }

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

  void give(TableName table, Work work) {
    give(List.of(new Given(table, work)));
  }

  /** Gives all of it before any is begun. */
  synchronized void give(List<Given> works) {
    works.forEach(each -> waiting.add(new Task(each.table(), false, each.work())));
    notifyAll();
  }

  /**
   * Called by work on a table: what is left of it. It is done before all that waits, by as many
   * sessions as there are, once the work that calls this has ended.
   */
  synchronized void share(TableName table, List<Work> pieces) {
    pieces.reversed().forEach(piece -> waiting.addFirst(new Task(table, true, piece)));
  }

  /** Whether a session waits for work, and none of what was given is any for it. */
  synchronized boolean anyUnoccupied() {
    return unoccupied > 0;
  }

  int count() {
    return sessions.size();
  }

  /** Whether everything that was given is done. */
  synchronized boolean idle() {
    return waiting.isEmpty() && running.isEmpty();
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
        return ready;
      }
      unoccupied++;
      try {
        wait();
      } catch (InterruptedException stop) {
        return Optional.empty();
      } finally {
        unoccupied--;
      }
    }
    return Optional.empty();
  }

  private Optional<Task> ready() {
    List<Task> before = new ArrayList<>(running);
    for (Iterator<Task> tasks = waiting.iterator(); tasks.hasNext(); ) {
      Task task = tasks.next();
      if (before.stream().allMatch(task::agreesWith)) {
        tasks.remove();
        running.add(task);
        return Optional.of(task);
      }
      before.add(task);
    }
    return Optional.empty();
  }

  private synchronized void done(Task task) {
    running.remove(task);
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
