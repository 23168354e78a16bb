package io.leveredge.chronos.adapters.catalog;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema {@code chronos} to what this version needs, as often as it is asked, until it
 * is there. Several instances may do it at once. The application decides when; nothing here waits
 * or has a thread.
 */
public final class CatalogMigration {

  /** How far it came. */
  public sealed interface State {
    /** Not tried yet, or the server did not answer: it may do so any time. */
    record Waiting(String problem) implements State {}

    /** It will not do so until a person has changed something; asking again is no harm. */
    record Refused(String problem) implements State {}

    /** The schema is what this version needs. */
    record Done() implements State {}
  }

  /** SQLSTATE classes of a server that is away, busy or starting (manual, "Error Codes"). */
  private static final Set<String> PASSING = Set.of("08", "53", "55", "57", "58", "40");

  private final CatalogDataSource source;
  private final ReentrantLock one = new ReentrantLock();
  private volatile State state = new State.Waiting("The catalog was not asked yet");

  /** Of the database behind that data source; outside its pool. */
  public CatalogMigration(CatalogDataSource source) {
    this.source = source;
  }

  /** How far it came so far; for a health report, without a secret. */
  public State state() {
    return state;
  }

  /**
   * Tries once; at most a few seconds where the server is away. Never throws for what the database
   * does.
   *
   * @return whether the schema is now what this version needs
   */
  public boolean attempt() {
    one.lock();
    try {
      if (!(state instanceof State.Done)) {
        state = tried();
      }
      return state instanceof State.Done;
    } finally {
      one.unlock();
    }
  }

  private State tried() {
    try {
      Optional<String> objection = CatalogSchema.claim(source.unpooled());
      if (objection.isPresent()) {
        return new State.Refused(objection.get());
      }
      Flyway.configure(CatalogMigration.class.getClassLoader())
          .dataSource(source.unpooled())
          .locations("classpath:io/leveredge/chronos/adapters/catalog/migrations")
          .schemas(CatalogSchema.NAME)
          .defaultSchema(CatalogSchema.NAME)
          .createSchemas(false)
          .connectRetries(0)
          .loggers(FlywayWarnings.class.getName())
          .load()
          .migrate();
      CatalogSchema.markHistory(source.unpooled());
      return new State.Done();
    } catch (SQLException | FlywayException problem) {
      return refusal(problem);
    }
  }

  private static State refusal(Exception problem) {
    String said = CatalogProblem.describe(problem);
    boolean passes =
        CatalogProblem.sqlProblem(problem)
            .map(sql -> sql.getSQLState() == null || PASSING.contains(sqlClass(sql)))
            .orElse(false);
    return passes
        ? new State.Waiting("The catalog's server does not answer: " + said)
        : new State.Refused("The catalog cannot be set up: " + said);
  }

  private static String sqlClass(SQLException problem) {
    String code = String.valueOf(problem.getSQLState());
    return code.substring(0, Math.min(2, code.length()));
  }
}
