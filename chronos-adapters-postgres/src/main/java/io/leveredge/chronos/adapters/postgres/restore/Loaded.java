package io.leveredge.chronos.adapters.postgres.restore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a load did.
 *
 * @param rows as the server counted them
 * @param leftOut how many statements of each kind were passed over
 * @param examples the beginnings of the first of them
 */
public record Loaded(long rows, Map<StatementKind, Integer> leftOut, List<String> examples) {
  public Loaded {
    leftOut = Map.copyOf(leftOut);
    examples = List.copyOf(examples);
  }

  /** Counts what is left out. */
  static final class Tally {
    private static final int EXAMPLES = 20;

    private final LeaveOut leaveOut;
    private final Map<StatementKind, Integer> leftOut = new EnumMap<>(StatementKind.class);
    private final List<String> examples = new ArrayList<>();
    private long rows;

    Tally(LeaveOut leaveOut) {
      this.leaveOut = leaveOut;
    }

    /** Whether the part is passed over; it is counted then. */
    boolean leavesOut(DumpPart.Sql part) {
      if (!leaveOut.kinds().contains(part.kind())) {
        return false;
      }
      leftOut.merge(part.kind(), 1, Integer::sum);
      if (examples.size() < EXAMPLES) {
        examples.add(part.shown());
      }
      return true;
    }

    synchronized void add(long more) {
      rows += more;
    }

    synchronized Loaded loaded() {
      return new Loaded(rows, leftOut, examples);
    }
  }
}
