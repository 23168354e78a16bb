package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server for tests. */
public sealed class TestPostgres permits DedicatedPostgres {
  private static final Map<String, String> FAST_AND_FORGETFUL =
      Map.of(
          "fsync",
          "off",
          "synchronous_commit",
          "off",
          "full_page_writes",
          "off",
          "max_prepared_transactions",
          "4");
  private static final Duration PSQL_WAIT = Duration.ofMinutes(2);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final PostgresServer server;
  private volatile TestDatabase maintenance;

  TestPostgres(PostgresServer server) {
    this.server = server;
    this.maintenance = server.start();
  }

  /** The server that all tests of this JVM share; started by the first, ended with the JVM. */
  public static TestPostgres shared() {
    return Shared.SERVER;
  }

  /**
   * A server for one test that stops, kills or restarts it, or needs settings of its own; fsync is
   * on unless they say otherwise.
   */
  public static DedicatedPostgres dedicated(Map<String, String> serverSettings) {
    return new DedicatedPostgres(Source.CHOICE.server(serverSettings));
  }

  /** The superuser's view of the server's first database. */
  public TestDatabase maintenance() {
    return maintenance;
  }

  /** A new empty database, owned by the superuser. */
  public TestDatabase createDatabase() throws SQLException {
    String name = "test_" + NUMBERS.incrementAndGet();
    maintenance.execute("CREATE DATABASE " + name);
    return maintenance.named(name);
  }

  /** A new database that is a copy of another, which nobody may be connected to. */
  public TestDatabase copyOf(TestDatabase template) throws SQLException {
    String name = "test_" + NUMBERS.incrementAndGet();
    maintenance.execute("CREATE DATABASE " + name + " TEMPLATE \"" + template.name() + "\"");
    return maintenance.named(name);
  }

  /**
   * A database as a new role that may log in.
   *
   * @param attributes as in CREATE ROLE, for example {@code "CREATEDB NOSUPERUSER"}; may be empty
   */
  public TestDatabase asNewRole(TestDatabase database, String attributes) throws SQLException {
    String role = "role_" + NUMBERS.incrementAndGet();
    String password = "password-of-" + role;
    maintenance.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "' " + attributes);
    return database.as(role, password);
  }

  /** Removes a database, whoever is connected. */
  public void drop(TestDatabase database) throws SQLException {
    maintenance.execute("DROP DATABASE IF EXISTS \"" + database.name() + "\" WITH (FORCE)");
  }

  /** Runs the installed psql on a database, without any psqlrc. */
  public static PsqlRun psql(TestDatabase database, String... arguments)
      throws IOException, InterruptedException {
    PostgresInstallation client =
        PostgresInstallations.ofThisMachine()
            .newest()
            .orElseThrow(() -> new IllegalStateException("No psql is installed"));
    List<String> all = new ArrayList<>(List.of("-X", "-w"));
    all.addAll(List.of(arguments));
    Command command =
        new Command(
            client.binaries().resolve("psql"),
            all,
            Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password(),
                "PGDATABASE", database.name()),
            Optional.empty());
    try (Child psql = new OsChildProcesses(new SystemClock()).start(command)) {
      String output = new String(psql.output().readAllBytes(), StandardCharsets.UTF_8);
      int status =
          psql.await(PSQL_WAIT).orElseThrow(() -> new IllegalStateException("psql did not end"));
      return new PsqlRun(status, output, psql.errors());
    }
  }

  PostgresServer server() {
    return server;
  }

  /** Another start may have given it another port. */
  void startAgain() {
    maintenance = server.start();
  }

  /** Chosen once. */
  private static final class Source {
    static final PostgresProvider.Choice CHOICE = PostgresProvider.ofThisMachine().choose();
  }

  /** Started when first asked for. */
  private static final class Shared {
    static final TestPostgres SERVER = start();

    private static TestPostgres start() {
      PostgresServer server = Source.CHOICE.server(FAST_AND_FORGETFUL);
      Runtime.getRuntime().addShutdownHook(new Thread(server::discard, "end of the test server"));
      return new TestPostgres(server);
    }
  }
}
