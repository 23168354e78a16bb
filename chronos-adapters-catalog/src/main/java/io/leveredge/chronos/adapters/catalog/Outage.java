package io.leveredge.chronos.adapters.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * What is remembered of a server that does not answer, so that it is asked by one and not by all.
 * While it lasts, one thread asks once a second.
 */
final class Outage implements AutoCloseable {
  private static final long MILLIS_BETWEEN_PROBES = 1000;
  private static final int SECONDS_FOR_AN_ANSWER = 1;

  private final DataSource probe;
  private final AtomicReference<Optional<SQLException>> reason =
      new AtomicReference<>(Optional.empty());
  private final CountDownLatch closed = new CountDownLatch(1);

  Outage(DataSource probe) {
    this.probe = probe;
  }

  /** Returns at once where the server was not found away. */
  void refuseWhileItLasts() throws SQLException {
    Optional<SQLException> known = reason.get();
    if (known.isPresent()) {
      throw new SQLTransientConnectionException(
          "The server did not answer and is asked once a second", "08001", known.get());
    }
  }

  /** Remembers that the server is away, until it answers the thread that this starts. */
  void begin(SQLException problem) {
    if (reason.compareAndSet(Optional.empty(), Optional.of(problem))) {
      Thread.ofVirtual().name("chronos-catalog-prober").start(this::probeUntilAnswered);
    }
  }

  /** Ends the asking, not the outage. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void probeUntilAnswered() {
    try {
      do {
        if (answers()) {
          reason.set(Optional.empty());
          return;
        }
      } while (!closed.await(MILLIS_BETWEEN_PROBES, TimeUnit.MILLISECONDS));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try (Connection connection = probe.getConnection()) {
      return connection.isValid(SECONDS_FOR_AN_ANSWER);
    } catch (SQLException stillAway) {
      reason.set(Optional.of(stillAway));
      return false;
    }
  }
}
