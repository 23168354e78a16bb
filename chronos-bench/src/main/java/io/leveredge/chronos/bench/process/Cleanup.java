package io.leveredge.chronos.bench.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started or made and must be gone at the end, also when the benchmark is interrupted
 * (Ctrl-C, SIGTERM). Undone in the reverse order.
 */
public final class Cleanup implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cleanup.class.getName());

  private final Deque<AutoCloseable> pending = new ArrayDeque<>();
  private final Thread onExit = new Thread(this::closeAll, "cleanup");

  public Cleanup() {
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Remembers what must be closed, and answers it. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    pending.push(resource);
    return resource;
  }

  /** Closes everything; a failure is logged and the rest is closed all the same. */
  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException alreadyGoingDown) {
      LOG.log(System.Logger.Level.DEBUG, "The hook runs already", alreadyGoingDown);
    }
  }

  private synchronized void closeAll() {
    while (!pending.isEmpty()) {
      try {
        pending.pop().close();
      } catch (Exception failure) {
        LOG.log(System.Logger.Level.WARNING, "Something may be left behind", failure);
      }
    }
  }
}
