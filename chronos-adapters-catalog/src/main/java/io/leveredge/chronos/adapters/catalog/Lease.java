package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.system.Clock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A claim that was granted. Its number in the database says whether anybody has had the target
 * since; a claim that ran out is taken up again as long as nobody has.
 */
final class Lease implements TargetClaims.Claim {
  private static final String RENEW =
      """
      UPDATE chronos.claims SET lease_until = clock_timestamp() + make_interval(secs => ?)
      WHERE target = ? AND holder = ? AND fence = ?
      """;

  private static final String RELEASE =
      """
      UPDATE chronos.claims SET job = NULL, holder = NULL, lease_until = clock_timestamp()
      WHERE target = ? AND holder = ? AND fence = ?
      """;

  /** After a failed renewal the next comes sooner by this much. */
  private static final int SOONER = 4;

  private final DataSource catalog;
  private final Clock clock;
  private final TargetName target;
  private final String holder;
  private final long fence;
  private final Duration lease;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * By our own clock, from before the question that granted the lease: never later than in fact.
   */
  private volatile long validUntil;

  private volatile boolean lost;

  Lease(
      DataSource catalog,
      Clock clock,
      TargetName target,
      String holder,
      long fence,
      Duration lease,
      long asked) {
    this.catalog = catalog;
    this.clock = clock;
    this.target = target;
    this.holder = holder;
    this.fence = fence;
    this.lease = lease;
    this.validUntil = asked + lease.toNanos();
  }

  /** Renews the lease from a thread of its own, until it is closed or lost. */
  void renewEvery(Duration pause) {
    Thread.ofVirtual()
        .name("chronos-claim-" + target)
        .start(
            () -> {
              try {
                Duration next = pause;
                while (!closed.await(next.toMillis(), TimeUnit.MILLISECONDS) && !lost) {
                  next = renewed() ? pause : pause.dividedBy(SOONER);
                }
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where the database answers, it decides, and the lease begins anew: whoever asks has all of
   * it for what comes next. Where it does not, the lease counts until it has run out by our clock.
   */
  @Override
  public boolean held() {
    if (closed.getCount() == 0 || lost) {
      return false;
    }
    return renewed() || (!lost && validUntil - clock.nanos() > 0);
  }

  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    try (Connection connection = catalog.getConnection();
        PreparedStatement release = connection.prepareStatement(RELEASE)) {
      identify(release, 1);
      release.executeUpdate();
    } catch (SQLException away) {
      // Nobody renews it any more: it lapses.
      lost = true;
    }
  }

  /** Whether the database renewed the lease; where it says that it is not ours, it is lost. */
  private boolean renewed() {
    long asked = clock.nanos();
    try (Connection connection = catalog.getConnection();
        PreparedStatement renew = connection.prepareStatement(RENEW)) {
      renew.setDouble(1, seconds(lease));
      identify(renew, 2);
      if (renew.executeUpdate() == 1) {
        validUntil = asked + lease.toNanos();
        return true;
      }
      lost = true;
      return false;
    } catch (SQLException away) {
      return false;
    }
  }

  private void identify(PreparedStatement statement, int place) throws SQLException {
    statement.setString(place, target.value());
    statement.setString(place + 1, holder);
    statement.setLong(place + 2, fence);
  }

  /** As PostgreSQL's make_interval takes them. */
  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
