package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.restore.ComponentOutcome;
import java.util.Map;

/**
 * What an undo must know of a swap.
 *
 * @param before the name under which the database that was in use is kept
 * @param carried whether our catalog was carried over
 */
record Swapped(String before, boolean carried) {
  private static final String CARRIED = "catalog_carried";

  Map<String, String> facts() {
    return Map.of(ComponentOutcome.PREVIOUS_DATABASE, before, CARRIED, Boolean.toString(carried));
  }

  /** Whether it is known that nothing was carried; of a swap that was settled it is not. */
  static boolean carriedNothing(ComponentOutcome done) {
    return "false".equals(done.facts().get(CARRIED));
  }
}
