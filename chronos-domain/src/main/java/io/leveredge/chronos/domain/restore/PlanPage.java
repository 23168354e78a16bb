package io.leveredge.chronos.domain.restore;

/**
 * Which of a plan's changes are wanted.
 *
 * @param from how many of them come before, 0 or more
 * @param limit at most so many, 1 to 1000
 */
public record PlanPage(long from, int limit) {
  /** The first hundred. */
  public static final PlanPage FIRST = new PlanPage(0, 100);

  public PlanPage {
    if (from < 0 || limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("Not a page: %d from %d on".formatted(limit, from));
    }
  }
}
