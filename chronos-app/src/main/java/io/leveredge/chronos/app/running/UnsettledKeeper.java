package io.leveredge.chronos.app.running;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.engine.restore.SettleDeadRestores;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps settling restores that were left in the middle: those of a dead process whose database
 * server was not back when the service started, and those of this one whose server went away. One
 * thread of its own, because a server that does not answer takes its time.
 */
final class UnsettledKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(UnsettledKeeper.class.getName());
  private static final long SECONDS_BETWEEN = 5;

  private final SettleDeadRestores restores;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("settle-dead-restores").unstarted(task));
  private String lastProblem = "";

  UnsettledKeeper(SettleDeadRestores restores) {
    this.restores = restores;
  }

  /** To be called once, when the catalog may be asked. */
  void start() {
    // The task reports its own failures and is ended by the executor's end.
    Future<?> ignored =
        thread.scheduleWithFixedDelay(
            this::attempt, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  private void attempt() {
    try {
      restores.tell(restores.settle());
      lastProblem = "";
    } catch (ChronosException unusable) {
      report(String.valueOf(unusable.getMessage()));
    } catch (RuntimeException bug) {
      // A scheduled task that throws is never run again, and this one must be.
      LOG.log(System.Logger.Level.ERROR, "Settling restores failed by a mistake of ours", bug);
    }
  }

  private void report(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      LOG.log(System.Logger.Level.ERROR, "Dead restores cannot be looked for: {0}", problem);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
