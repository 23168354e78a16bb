package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens the driver's connections to one database. */
public final class Connections {
  private static final String DEFAULT_CONNECT_SECONDS = "10";

  private final DatabaseUrl url;

  public Connections(DatabaseUrl url) {
    this.url = url;
  }

  /** One that may take as long as it needs for an answer. */
  public Connection patient(String applicationName) throws SQLException {
    return open(applicationName, properties(applicationName));
  }

  /** One for which connecting and every answer take no longer than that. */
  public Connection hurried(String applicationName, Duration atMost) throws SQLException {
    Properties properties = properties(applicationName);
    String seconds = Long.toString(Math.max(1, atMost.toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
    return open(applicationName, properties);
  }

  private Connection open(String applicationName, Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url.jdbcUrl(), properties);
    if (connection == null) {
      throw new IllegalStateException(
          "The driver does not know its own URL, for " + applicationName);
    }
    return connection;
  }

  private Properties properties(String applicationName) {
    Properties properties = new Properties();
    PGProperty.CONNECT_TIMEOUT.set(properties, DEFAULT_CONNECT_SECONDS);
    properties.putAll(url.jdbcProperties());
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }
}
