package io.leveredge.chronos.bench.rig;

import io.leveredge.chronos.bench.rig.BenchOptions.Parsing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the command line from left to right. A problem is an IllegalArgumentException. */
final class BenchOptionsParser {
  private static final int USUAL_RUNS = 5;
  private static final int USUAL_SIZE_MB = 1000;
  private static final int USUAL_FILES = 100_000;
  private static final int USUAL_REQUESTS = 2000;
  private static final int QUICK_SIZE_MB = 40;
  private static final int QUICK_FILES = 2000;
  private static final int QUICK_REQUESTS = 100;
  private static final int MOST = 1_000_000;

  private final Iterator<String> words;
  private Set<SectionName> sections = EnumSet.allOf(SectionName.class);
  private OptionalInt runs = OptionalInt.empty();
  private OptionalInt sizeMb = OptionalInt.empty();
  private OptionalInt files = OptionalInt.empty();
  private int minutes = 60;
  private boolean quick;
  private boolean keep;
  private Optional<Path> service = Optional.empty();

  BenchOptionsParser(List<String> arguments) {
    words = arguments.iterator();
  }

  Parsing parse() {
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "--help", "-h" -> {
          return new Parsing.Help();
        }
        case "--only" -> sections = sections(value(option));
        case "--runs" -> runs = OptionalInt.of(number(option));
        case "--size-mb" -> sizeMb = OptionalInt.of(number(option));
        case "--files" -> files = OptionalInt.of(number(option));
        case "--minutes" -> minutes = number(option);
        case "--quick" -> quick = true;
        case "--keep" -> keep = true;
        case "--service" -> service = Optional.of(Path.of(value(option)));
        default -> throw new IllegalArgumentException("There is no option " + option);
      }
    }
    return new Parsing.Valid(
        new BenchOptions(
            sections,
            runs.orElse(quick ? 1 : USUAL_RUNS),
            sizeMb.orElse(quick ? QUICK_SIZE_MB : USUAL_SIZE_MB),
            files.orElse(quick ? QUICK_FILES : USUAL_FILES),
            quick ? QUICK_REQUESTS : USUAL_REQUESTS,
            Duration.ofMinutes(minutes),
            keep,
            service));
  }

  private String value(String option) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private int number(String option) {
    String text = value(option);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, together with numbers out of bounds.
    }
    throw new IllegalArgumentException(
        option + " takes a number from 1 to " + MOST + ", not '" + text + "'");
  }

  private static Set<SectionName> sections(String list) {
    Set<SectionName> found = EnumSet.noneOf(SectionName.class);
    for (String word : list.split(",", -1)) {
      found.add(
          SectionName.fromWord(word)
              .orElseThrow(
                  () -> new IllegalArgumentException("There is no section '" + word + "'")));
    }
    return found;
  }
}
