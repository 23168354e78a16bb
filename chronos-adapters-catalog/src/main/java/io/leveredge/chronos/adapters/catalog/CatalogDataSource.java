package io.leveredge.chronos.adapters.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leveredge.chronos.domain.database.DatabaseUrl;
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

  private static final int VALIDATION_SECONDS = 1;

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

  /** The catalog's database. */
  public static CatalogDataSource create(DatabaseUrl url) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source(url, ANSWER));
    config.setPoolName("chronos-catalog");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(VALIDATION_SECONDS).toMillis());
    // Hikari's manual: a negative value begins without a connection and without an exception.
    config.setInitializationFailTimeout(-1);
    return new CatalogDataSource(
        new HikariDataSource(config), source(url, MIGRATION_STEP), source(url, CONNECT));
  }

  private static PGSimpleDataSource source(DatabaseUrl url, Duration answer) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbcUrl());
    url.jdbcProperties().forEach((name, value) -> set(source, name, value));
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

  private static void set(PGSimpleDataSource source, String name, String value) {
    try {
      source.setProperty(name, value);
    } catch (SQLException unknown) {
      throw new IllegalStateException("The driver does not know the property " + name, unknown);
    }
  }

  private static int seconds(Duration time) {
    return Math.toIntExact(Math.max(1, time.plusMillis(999).toSeconds()));
  }

  /**
   * A pooled connection that commits each statement; closing it gives it back. It was asked whether
   * it lives: an exchange of the catalog's database ends all of them at once, and the pool itself
   * asks none that was used within the last half second.
   */
  @Override
  public Connection getConnection() throws SQLException {
    outage.refuseWhileItLasts();
    try {
      Connection connection = pool.getConnection();
      for (int dead = 0;
          dead < MOST_CONNECTIONS && !connection.isValid(VALIDATION_SECONDS);
          dead++) {
        pool.evictConnection(connection);
        connection = pool.getConnection();
      }
      return connection;
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
