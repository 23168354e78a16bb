package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.database.DatabaseUrl;

/**
 * Where a server of our own answers, and as whom.
 *
 * @param password of letters, digits, {@code -} and {@code _} only
 */
public record EmbeddedDatabase(
    String host, int port, String user, String password, String database) {

  /** As libpq takes it (manual, 34.1.1.2); it holds the password. */
  public String url() {
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
  }

  /** The same, taken apart. */
  public DatabaseUrl databaseUrl() {
    return switch (DatabaseUrl.parse(url())) {
      case DatabaseUrl.Parsing.Valid(DatabaseUrl valid) -> valid;
      case DatabaseUrl.Parsing.Faulty(var faults) ->
          throw new IllegalStateException("Our own server's URL is faulty: " + faults);
    };
  }

  /** As pgjdbc takes it, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
