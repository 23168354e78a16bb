package io.leveredge.chronos.domain.restore;

import java.util.Optional;

/**
 * What becomes of one thing.
 *
 * @param name a table as SQL writes it, an absolute path with its odd bytes escaped, or a
 *     workflow's id
 * @param now rows or bytes there are now; empty where there is nothing, or nothing to count
 * @param then rows or bytes that the backup holds
 * @param note what a person should know of it: a workflow's name, what a table is called beside
 */
public record Change(
    ChangeKind kind,
    String name,
    Optional<Amount> now,
    Optional<Amount> then,
    Optional<String> note) {

  /**
   * How much of it.
   *
   * @param estimated whether it was not counted, as the server's own guess at a large table's rows
   */
  public record Amount(long value, boolean estimated) {
    public static Amount exactly(long value) {
      return new Amount(value, false);
    }

    public static Amount about(long value) {
      return new Amount(value, true);
    }
  }
}
