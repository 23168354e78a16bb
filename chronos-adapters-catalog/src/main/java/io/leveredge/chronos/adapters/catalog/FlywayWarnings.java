package io.leveredge.chronos.adapters.catalog;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Flyway's log without the chatter: at each start it would print the connection's URL with all
 * parameters, of which one may be a password.
 */
public final class FlywayWarnings implements LogCreator {

  /** Flyway makes it by its name. */
  public FlywayWarnings() {}

  @Override
  public Log createLogger(Class<?> origin) {
    return new Warnings(System.getLogger(origin.getName()));
  }

  private record Warnings(System.Logger log) implements Log {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {
      log.log(System.Logger.Level.WARNING, message);
    }

    @Override
    public void error(String message) {
      log.log(System.Logger.Level.WARNING, message);
    }

    @Override
    public void error(String message, Exception problem) {
      log.log(System.Logger.Level.WARNING, message + ": " + CatalogProblem.describe(problem));
    }

    @Override
    public void notice(String message) {}
  }
}
