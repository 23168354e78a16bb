package io.leveredge.chronos.bench.rig;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of the benchmark, in the order in which they run. */
public enum SectionName {
  DUMP,
  FILES,
  START,
  LIST,
  RESTORE;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SectionName> fromWord(String word) {
    return Arrays.stream(values()).filter(section -> section.word().equals(word)).findFirst();
  }
}
