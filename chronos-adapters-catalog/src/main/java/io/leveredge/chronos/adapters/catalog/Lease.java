package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.claim.TargetClaims.Standing;
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
 * since; a claim that ran out is taken up again as long as nobody has, also in a catalog that was
 * lost meanwhile and made anew, whose empty table says that nobody has asked for the target yet.
 */
final class Lease implements TargetClaims.Claim {
  private static final String RENEW =
      """
      INSERT INTO chronos.claims AS known (target, holder, fence, job, lease_until)
      VALUES (?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))
      ON CONFLICT (target) DO UPDATE SET lease_until = EXCLUDED.lease_until
      WHERE known.holder = EXCLUDED.holder AND known.fence = EXCLUDED.fence
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
  private final BackupId job;
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
      BackupId job,
      String holder,
      long fence,
      Duration lease,
      long asked) {
    this.catalog = catalog;
    this.clock = clock;
    this.target = target;
    this.job = job;
    this.holder = holder;
    this.fence = fence;
    this.lease = lease;
    this.validUntil = asked + lease.toNanos();
  }

  /**
   * Renews the lease from a thread of its own, until it is closed or lost. An outage does not end
   * it: the lease is taken up again soon after the database answers.
   */
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
   * it for what comes next. Where it does not, the lease counts until it has run out by our clock;
   * from then on another may have it, and only the database knows.
   */
  @Override
  public Standing standing() {
    if (closed.getCount() == 0 || lost) {
      return Standing.LOST;
    }
    if (renewed()) {
      return Standing.HELD;
    }
    if (lost) {
      return Standing.LOST;
    }
    return validUntil - clock.nanos() > 0 ? Standing.HELD : Standing.UNKNOWN;
  }

  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    try (Connection connection = catalog.getConnection();
        PreparedStatement release = connection.prepareStatement(RELEASE)) {
      identify(release);
      release.executeUpdate();
    } catch (SQLException away) {
      // Nobody renews it any more: it lapses.
      lost = true;
    }
  }

  /**
   * Whether the database renewed the lease; where it says that another has the target, or had it,
   * the lease is lost.
   */
  private boolean renewed() {
    long asked = clock.nanos();
    try (Connection connection = catalog.getConnection();
        PreparedStatement renew = connection.prepareStatement(RENEW)) {
      identify(renew);
      renew.setString(4, job.value());
      renew.setDouble(5, seconds(lease));
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

  /** The first three values of each statement. */
  private void identify(PreparedStatement statement) throws SQLException {
    statement.setString(1, target.value());
    statement.setString(2, holder);
    statement.setLong(3, fence);
  }

  /** As PostgreSQL's make_interval takes them. */
  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
