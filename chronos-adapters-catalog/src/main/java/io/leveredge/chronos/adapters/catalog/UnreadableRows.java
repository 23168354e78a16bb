package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The rows that this version cannot read, each of which is logged once. */
final class UnreadableRows {
  private static final System.Logger LOG = System.getLogger(UnreadableRows.class.getName());

  private final String meanwhile;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * @param meanwhile what that leads to, for the log: "while that is so," and this
   */
  UnreadableRows(String meanwhile) {
    this.meanwhile = meanwhile;
  }

  /**
   * What a row means.
   *
   * @param kind what it is a row of, for the message
   * @throws ChronosException {@code CATALOG_UNAVAILABLE} where a later version or somebody else
   *     wrote something into it that the domain does not take
   */
  static <T> T reading(String kind, String id, Supplier<T> row) {
    try {
      return row.get();
    } catch (IllegalArgumentException | NoSuchElementException | NullPointerException unreadable) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE,
          "The catalog holds a row that this version cannot read, of %s %s: %s"
              .formatted(kind, id, unreadable.getMessage()),
          unreadable);
    }
  }

  /** What {@link #reading} answers; what it throws is thrown on, and logged the first time. */
  <T> T reported(String id, Supplier<T> row) {
    try {
      return row.get();
    } catch (ChronosException unreadable) {
      if (reported.add(id)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0}; while that is so, {1}",
            unreadable.getMessage(),
            meanwhile);
      }
      throw unreadable;
    }
  }
}
