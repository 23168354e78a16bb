package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.adapters.postgres.dump.SnapshotSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session in which text means what it meant to pg_dump, whatever database and role have set, and
 * which the server does not end of its own accord.
 */
final class DatabaseSession implements AutoCloseable {
  private final Connection connection;
  private final ServerFacts facts;
  private final Abort.Registration registration;
  private Optional<String> role = Optional.empty();

  private DatabaseSession(
      Connection connection, ServerFacts facts, Abort.Registration registration) {
    this.connection = connection;
    this.facts = facts;
    this.registration = registration;
  }

  /**
   * Makes a new connection fit, and closes it where that fails. It is in autocommit.
   *
   * @param connection of the kind that hands on statements as they are
   * @param encoding of the dump
   * @param abort ends the session when the work is given up
   */
  static DatabaseSession begin(Connection connection, String encoding, Abort abort)
      throws SQLException {
    Abort.Registration registration = abort.whenGivenUp(() -> cut(connection));
    try {
      ServerFacts facts = ServerFacts.of(connection);
      try (Statement statement = connection.createStatement()) {
        for (String setting : settings(facts, encoding)) {
          statement.execute(setting);
        }
      }
      return new DatabaseSession(connection, facts, registration);
    } catch (SQLException | RuntimeException failure) {
      registration.takeBack();
      cut(connection);
      throw failure;
    }
  }

  /** Those of pg_dump ({@code setup_connection} there), and those that our dumps are made under. */
  private static List<String> settings(ServerFacts facts, String encoding) {
    List<String> settings = new ArrayList<>();
    SnapshotSession.endlessPatience(facts.versionNumber())
        .forEach(name -> settings.add("SET " + name + " = 0"));
    settings.addAll(
        List.of(
            "SET default_transaction_read_only = off",
            "SET TimeZone = 'UTC'",
            "SET DateStyle = ISO",
            "SET IntervalStyle = postgres",
            "SET bytea_output = hex",
            "SET extra_float_digits = 3",
            "SET standard_conforming_strings = on",
            "SET synchronize_seqscans = off",
            "SET row_security = off",
            "SELECT pg_catalog.set_config('search_path', '', false)"));
    if (encoding.equals("SQL_ASCII")) {
      // Each byte is a character of LATIN1, and to a server without an encoding nothing else.
      settings.add("SET client_encoding = 'LATIN1'");
    }
    return settings;
  }

  /** Gives up our own rights for those of another role, and ends the session where that fails. */
  void become(String other) {
    try {
      run("SET ROLE " + SqlText.name(other));
      role = Optional.of(other);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /** Does something with our own rights. */
  void asOurselves(Runnable work) {
    role.ifPresent(other -> run("RESET ROLE"));
    work.run();
    role.ifPresent(other -> run("SET ROLE " + SqlText.name(other)));
  }

  Connection connection() {
    return connection;
  }

  ServerFacts facts() {
    return facts;
  }

  /**
   * Runs any one statement.
   *
   * @param shown what a failure calls it
   */
  void run(String sql, String shown) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException failure) {
      throw RestoreFaults.of(shown, failure);
    }
  }

  void run(String sql) {
    run(sql, sql);
  }

  /** Ends the session; what was not committed is gone. */
  @Override
  public void close() {
    registration.takeBack();
    cut(connection);
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
