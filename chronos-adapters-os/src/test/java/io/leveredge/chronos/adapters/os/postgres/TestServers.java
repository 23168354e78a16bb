package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What the tests of the server share. */
final class TestServers {
  static final OsChildProcesses PROCESSES = new OsChildProcesses(new SystemClock());
  private static final Map<String, String> FORGETFUL =
      Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");

  private TestServers() {}

  static PostgresInstallation installed() {
    return PostgresInstallations.ofThisMachine().newest().orElseThrow();
  }

  static EmbeddedPostgresSettings settings(Path home) {
    return EmbeddedPostgresSettings.of(installed(), home).withServerSettings(FORGETFUL);
  }

  static EmbeddedPostgres server(EmbeddedPostgresSettings settings) {
    return new EmbeddedPostgres(PROCESSES, new SystemClock(), settings);
  }

  static EmbeddedPostgres server(Path home) {
    return server(settings(home));
  }

  static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection session = connect(database);
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  static String value(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection session = connect(database);
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
