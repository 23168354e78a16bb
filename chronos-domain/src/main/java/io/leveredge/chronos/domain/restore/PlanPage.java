package io.leveredge.chronos.domain.restore;

/**
 * Which of a plan's changes are wanted.
 *
 * @param from how many of them come before, 0 or more
 * @param limit at most so many, 1 to {@link #MOST}
 * @param unchangedToo whether what is as the backup has it is listed, too, or is only counted
 */
public record PlanPage(long from, int limit, boolean unchangedToo) {
  /** So many changes at a time are held in memory. */
  public static final int MOST = 100_000;

  /** The first hundred. */
  public static final PlanPage FIRST = new PlanPage(0, 100);

  public PlanPage {
    if (from < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("Not a page: %d from %d on".formatted(limit, from));
    }
  }

  /** Of all changes. */
  public PlanPage(long from, int limit) {
    this(from, limit, true);
  }

  /** Of what would not stay as it is; the others neither fill the page nor are skipped over. */
  public static PlanPage withoutUnchanged(long from, int limit) {
    return new PlanPage(from, limit, false);
  }

  /** Whether changes of that kind are listed. */
  public boolean lists(ChangeKind kind) {
    return unchangedToo || kind != ChangeKind.UNCHANGED;
  }
}
