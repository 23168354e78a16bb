package io.leveredge.chronos.testkit.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** One database of a test server, as one of its roles sees it. */
public record TestDatabase(String host, int port, String user, String password, String name) {

  /** As libpq and CHRONOS take it: {@code postgresql://user:password@host:port/name}. */
  public String url() {
    return "postgresql://"
        + encode(user)
        + ":"
        + encode(password)
        + "@"
        + host
        + ":"
        + port
        + "/"
        + encode(name);
  }

  /** As pgjdbc takes it, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + encode(name);
  }

  /** A new session; the caller closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /** Runs one or several statements in a session of their own, in autocommit. */
  public void execute(String sql) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row as text; empty where there is no row or it is NULL. */
  public Optional<String> value(String sql) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  /** The same database as another role. */
  public TestDatabase as(String otherUser, String otherPassword) {
    return new TestDatabase(host, port, otherUser, otherPassword, name);
  }

  /** Another database of the same server as the same role. */
  public TestDatabase named(String otherName) {
    return new TestDatabase(host, port, user, password, otherName);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + name;
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
