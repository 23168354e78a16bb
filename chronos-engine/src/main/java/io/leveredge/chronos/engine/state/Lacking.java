package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a state lacks, found out while it is asked for. */
final class Lacking {
  private static final System.Logger LOG = System.getLogger(Lacking.class.getName());

  private final List<String> sentences = new ArrayList<>();

  /** The answer to a question, or {@code nothing} where there is none, which is noted. */
  <T> T ask(String what, Supplier<T> question, T nothing) {
    try {
      return question.get();
    } catch (ChronosException unavailable) {
      // Its message may hold an address, and the artifact holds none.
      LOG.log(
          System.Logger.Level.WARNING,
          "The backup''s copy of the service''s state lacks {0}: {1}",
          what,
          unavailable.getMessage());
      sentences.add("Not answered (%s): %s".formatted(unavailable.code().wire(), what));
      return nothing;
    }
  }

  /** Notes something else, as a sentence. */
  void add(String sentence) {
    sentences.add(sentence);
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
