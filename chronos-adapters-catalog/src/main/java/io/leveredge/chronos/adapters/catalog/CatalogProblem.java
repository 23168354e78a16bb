package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** What the driver and Micronaut Data throw, in the words of this service. */
final class CatalogProblem {
  private CatalogProblem() {}

  /**
   * The answer of a call to the catalog.
   *
   * @param doing what failed where it fails, as in "The catalog cannot" and this
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} for whatever the database did
   */
  static <T> T asking(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (ChronosException known) {
      throw known;
    } catch (RuntimeException problem) {
      if (problem instanceof DataAccessException || sqlProblem(problem).isPresent()) {
        throw unavailable(doing, problem);
      }
      throw problem;
    }
  }

  /** That the catalog cannot do what it was asked for. */
  static ChronosException unavailable(String doing, Exception problem) {
    return new ChronosException(
        ErrorCode.CATALOG_UNAVAILABLE,
        "The catalog cannot " + doing + ": " + describe(problem),
        problem);
  }

  /**
   * What the server or the driver said first. Only its first line: those that follow, detail and
   * context, can quote rows.
   */
  static String describe(Throwable problem) {
    Throwable speaking = sqlProblem(problem).map(Throwable.class::cast).orElse(problem);
    String message = speaking.getMessage();
    return message == null
        ? speaking.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  /** The innermost {@code SQLException}, which knows most, among the causes. */
  static Optional<SQLException> sqlProblem(Throwable problem) {
    Optional<SQLException> innermost = Optional.empty();
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        innermost = Optional.of(sql);
      }
    }
    return innermost;
  }
}
