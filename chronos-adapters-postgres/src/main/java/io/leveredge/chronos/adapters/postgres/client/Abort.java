package io.leveredge.chronos.adapters.postgres.client;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do so that work on another thread ends soon. Neither a read from a process nor one from
 * the driver hears an interrupt; both end when the other side does.
 */
public final class Abort {
  private static final Logger LOG = LoggerFactory.getLogger(Abort.class);

  private final Deque<Runnable> actions = new ArrayDeque<>();
  private boolean givenUp;

  /** What was begun has ended: there is nothing left to end. */
  @FunctionalInterface
  public interface Registration {
    void takeBack();
  }

  /** Has that done when the work is given up; at once where it was already. */
  public Registration whenGivenUp(Runnable action) {
    synchronized (actions) {
      if (!givenUp) {
        actions.push(action);
        return () -> takeBack(action);
      }
    }
    action.run();
    return () -> {};
  }

  private void takeBack(Runnable action) {
    synchronized (actions) {
      actions.remove(action);
    }
  }

  /** Gives the work up: the last thing that was begun is ended first. */
  public void giveUp() {
    Deque<Runnable> toDo;
    synchronized (actions) {
      givenUp = true;
      toDo = new ArrayDeque<>(actions);
      actions.clear();
    }
    for (Runnable action : toDo) {
      try {
        action.run();
      } catch (RuntimeException failure) {
        // The others are to be ended all the same; what failed ends with its own side.
        LOG.warn("Something could not be ended", failure);
      }
    }
  }
}
