package io.leveredge.chronos.adapters.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to the catalog's server, few and pooled. Creating it neither connects nor fails.
 *
 * <p>Nobody waits for a server that is away: the first who finds it so waits at most {@link
 * #CONNECT}, and from then on a connection is refused at once until a prober of our own, asking
 * once a second, was answered. A server that hangs is given up after {@link #ANSWER}.
 */
public final class CatalogDataSource implements DataSource, AutoCloseable {
  static final Duration CONNECT = Duration.ofMillis(1500);
  static final Duration ANSWER = Duration.ofSeconds(5);

  /** Enough for short queries: what takes longer has connections of its own. */
  private static final int MOST_CONNECTIONS = 5;

  /** A migration may rewrite a table, or wait for another instance that does. */
  private static final Duration MIGRATION_STEP = Duration.ofMinutes(2);

  private final HikariDataSource pool;
  private final PGSimpleDataSource unpooled;
  private final Outage outage;

  private CatalogDataSource(
      HikariDataSource pool, PGSimpleDataSource unpooled, PGSimpleDataSource probe) {
    this.pool = pool;
    this.unpooled = unpooled;
    this.outage = new Outage(probe);
  }

  /**
   * The catalog at that address.
   *
   * @param jdbcUrl begins with {@code jdbc:postgresql:} and may carry the driver's parameters, for
   *     example {@code sslmode}
   * @throws IllegalArgumentException when the driver does not understand the URL; the message does
   *     not repeat it, since it may hold a password
   */
  public static CatalogDataSource create(String jdbcUrl, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source(jdbcUrl, user, password, ANSWER));
    config.setPoolName("chronos-catalog");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(1000);
    // Hikari's manual: a negative value begins without a connection and without an exception.
    config.setInitializationFailTimeout(-1);
    return new CatalogDataSource(
        new HikariDataSource(config),
        source(jdbcUrl, user, password, MIGRATION_STEP),
        source(jdbcUrl, user, password, CONNECT));
  }

  private static PGSimpleDataSource source(
      String jdbcUrl, String user, String password, Duration answer) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(jdbcUrl);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("The catalog's JDBC URL is not one of PostgreSQL's");
    }
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("chronos-catalog");
    source.setConnectTimeout(seconds(CONNECT));
    source.setLoginTimeout(seconds(CONNECT));
    source.setSocketTimeout(seconds(answer));
    source.setTcpKeepAlive(true);
    // No plan is kept on the server: a kept one does not look at the values, and takes the filter
    // that matches three backups for the one that matches all (PostgreSQL's manual, PREPARE).
    source.setPrepareThreshold(0);
    return source;
  }

  private static int seconds(Duration time) {
    return Math.toIntExact(Math.max(1, time.plusMillis(999).toSeconds()));
  }

  /** A pooled connection that commits each statement; closing it gives it back. */
  @Override
  public Connection getConnection() throws SQLException {
    outage.refuseWhileItLasts();
    try {
      return pool.getConnection();
    } catch (SQLTransientConnectionException away) {
      outage.begin(away);
      throw away;
    }
  }

  /** A connection outside the pool for work that takes longer; it asks whatever the pool knows. */
  DataSource unpooled() {
    return unpooled;
  }

  /** Not offered: the pool is for one user. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The catalog's pool is for one user");
  }

  /** Closes the pool; connections in use end with their use. */
  @Override
  public void close() {
    outage.close();
    pool.close();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("The catalog's timeouts are fixed");
  }

  @Override
  public int getLoginTimeout() {
    return seconds(CONNECT);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("The catalog's pool has no logger of java.util");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (isWrapperFor(type)) {
      return type.cast(this);
    }
    throw new SQLException("The catalog's data source is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
