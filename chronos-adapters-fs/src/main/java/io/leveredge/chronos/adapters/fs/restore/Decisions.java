package io.leveredge.chronos.adapters.fs.restore;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is to be done with each entry of a backup, in their order: a bit for each that is not left
 * alone.
 */
final class Decisions {
  private final Map<Decision, BitSet> entries = new EnumMap<>(Decision.class);
  private int size;

  /** What is to be done with one. */
  enum Decision {
    /** Nothing: it is not wanted, or never restored. */
    NONE,
    /** It is as it should be. */
    KEEP,
    /** Mode, owner or time are set. */
    TOUCH,
    /** It is made, or made anew. */
    WRITE
  }

  void add(Decision decision) {
    if (decision != Decision.NONE) {
      entries.computeIfAbsent(decision, any -> new BitSet()).set(size);
    }
    size++;
  }

  Decision of(int entry) {
    for (Map.Entry<Decision, BitSet> each : entries.entrySet()) {
      if (each.getValue().get(entry)) {
        return each.getKey();
      }
    }
    return Decision.NONE;
  }
}
