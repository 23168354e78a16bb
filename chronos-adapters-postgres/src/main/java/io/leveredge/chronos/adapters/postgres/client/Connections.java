package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens the driver's connections to one database. The properties are those of pgjdbc ("Connection
 * Parameters" in its documentation).
 */
public final class Connections {
  private static final String DEFAULT_CONNECT_SECONDS = "10";

  private final DatabaseUrl url;

  public Connections(DatabaseUrl url) {
    this.url = url;
  }

  /** One that may take as long as it needs for an answer. */
  public Connection patient(String applicationName) throws SQLException {
    return open(properties(applicationName));
  }

  /**
   * One that may take as long as it needs, and that hands every statement to the server as it is:
   * the driver does not cut it at semicolons, for it would use rules of its own (driver's
   * documentation, {@code preferQueryMode}). Its client_encoding may be changed.
   */
  public Connection verbatim(String applicationName) throws SQLException {
    Properties properties = properties(applicationName);
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("allowEncodingChanges", "true");
    return open(properties);
  }

  /** One for which connecting and every answer take no longer than that. */
  public Connection hurried(String applicationName, Duration atMost) throws SQLException {
    Properties properties = properties(applicationName);
    String seconds = Long.toString(Math.max(1, atMost.toSeconds()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    return open(properties);
  }

  /** Databases and roles may have short timeouts for everybody, which are not meant for us. */
  private Connection open(Properties properties) throws SQLException {
    Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET lock_timeout = 0");
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private Properties properties(String applicationName) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", DEFAULT_CONNECT_SECONDS);
    properties.putAll(url.jdbcProperties());
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }
}
