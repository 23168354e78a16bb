package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.claim.LastingClaims;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.ports.system.Clock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Claims as rows that lapse unless their holder renews them, each with a number that is never given
 * again. When they lapse is decided by the database's clock alone.
 *
 * <p>No advisory locks: those would end with the connection, of which a long job sees several.
 */
public final class LeasedTargetClaims implements TargetClaims, LastingClaims {
  private static final int RENEWALS_PER_LEASE = 4;

  private static final String TAKE =
      """
      INSERT INTO chronos.claims AS known (target, job, holder, fence, lease_until)
      VALUES (?, ?, ?, 1, clock_timestamp() + make_interval(secs => ?))
      ON CONFLICT (target) DO UPDATE SET
        job = EXCLUDED.job,
        holder = EXCLUDED.holder,
        fence = known.fence + 1,
        lease_until = EXCLUDED.lease_until
      WHERE known.holder IS NULL OR known.lease_until <= clock_timestamp()
      RETURNING fence
      """;

  private static final String WHO =
      """
      SELECT job FROM chronos.claims
      WHERE target = ? AND holder IS NOT NULL AND lease_until > clock_timestamp()
      """;

  private static final String ABANDON =
      """
      UPDATE chronos.claims SET job = NULL, holder = NULL, lease_until = clock_timestamp()
      WHERE target = ? AND job = ?
      """;

  private final DataSource catalog;
  private final Clock clock;
  private final Duration lease;
  private final Duration renewal;
  private final String holder = UUID.randomUUID().toString();

  /**
   * Claims in a database.
   *
   * @param lease after which a claim that was not renewed is free; it is renewed four times as
   *     often
   */
  public LeasedTargetClaims(DataSource catalog, Clock clock, Duration lease) {
    if (!lease.isPositive()) {
      throw new IllegalArgumentException("A lease must last, and not " + lease);
    }
    this.catalog = catalog;
    this.clock = clock;
    this.lease = lease;
    this.renewal = lease.dividedBy(RENEWALS_PER_LEASE);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} when the database does not answer; whether
   *     the target is free is not known then
   */
  @Override
  public Attempt tryClaim(TargetName target, BackupId job) {
    long asked = clock.nanos();
    try (Connection connection = catalog.getConnection()) {
      OptionalLong fence = take(connection, target, job);
      if (fence.isEmpty()) {
        return new Attempt.Busy(who(connection, target));
      }
      Lease claim = new Lease(catalog, clock, target, job, holder, fence.getAsLong(), lease, asked);
      claim.renewEvery(renewal);
      return new Attempt.Granted(claim);
    } catch (SQLException problem) {
      throw CatalogProblem.unavailable("claim the target " + target, problem);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ChronosException {@code CATALOG_UNAVAILABLE}; the claim lapses by itself then
   */
  @Override
  public void abandon(TargetName target, BackupId deadJob) {
    try (Connection connection = catalog.getConnection();
        PreparedStatement abandon = connection.prepareStatement(ABANDON)) {
      abandon.setString(1, target.value());
      abandon.setString(2, deadJob.value());
      abandon.executeUpdate();
    } catch (SQLException problem) {
      throw CatalogProblem.unavailable("give up the claim of " + deadJob, problem);
    }
  }

  /** The number of the claim, or nothing where another holds it; one atomic statement. */
  private OptionalLong take(Connection connection, TargetName target, BackupId job)
      throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setString(1, target.value());
      take.setString(2, job.value());
      take.setString(3, holder);
      take.setDouble(4, Lease.seconds(lease));
      try (ResultSet taken = take.executeQuery()) {
        return taken.next() ? OptionalLong.of(taken.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** The job that has the claim, unless it ended in between. */
  private static Optional<BackupId> who(Connection connection, TargetName target)
      throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(WHO)) {
      ask.setString(1, target.value());
      try (ResultSet holder = ask.executeQuery()) {
        return holder.next() ? BackupId.parse(holder.getString(1)) : Optional.empty();
      }
    }
  }
}
