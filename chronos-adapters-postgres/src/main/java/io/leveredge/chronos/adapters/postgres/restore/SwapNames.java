package io.leveredge.chronos.adapters.postgres.restore;

import java.nio.charset.StandardCharsets;

/**
 * The databases of a swap.
 *
 * @param live the one in use, whose name the restored one takes
 * @param restored the new one
 * @param before the name under which the old one is kept
 */
public record SwapNames(String live, String restored, String before) {
  private static final int LONGEST = 63;
  private static final String KEPT = "_chronos_before_";

  public SwapNames {
    if (live.equals(restored) || live.equals(before) || restored.equals(before)) {
      throw new IllegalArgumentException(
          "Not three databases: " + live + ", " + restored + ", " + before);
    }
  }

  /**
   * The old one is kept as {@code <live>_chronos_before_<id>}, the first part cut where the whole
   * would be longer than a name may be (manual, section 4.1.1).
   *
   * @param id of the restore
   */
  public static SwapNames of(String live, String restored, String id) {
    return new SwapNames(live, restored, kept(live, id));
  }

  /** The name under which the database that was in use is kept. */
  public static String kept(String live, String id) {
    return within(live, KEPT + id);
  }

  /** Whether a database is one that a swap keeps. */
  public static boolean isKept(String database) {
    return database.contains(KEPT);
  }

  /** A name with something at its end, cut before that where it would be too long. */
  public static String within(String name, String suffix) {
    String prefix = name;
    while (bytes(prefix) + bytes(suffix) > LONGEST && !prefix.isEmpty()) {
      prefix = prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1));
    }
    return prefix + suffix;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
