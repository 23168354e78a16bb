package io.leveredge.chronos.bench.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param sections at least one
 * @param runs how often everything is measured
 * @param sizeMb the plain dump, in millions of bytes, about
 * @param files how many small files are archived and restored
 * @param requests how often each list is asked for
 * @param atMost after this time no further round begins
 * @param keep leaves the files behind
 * @param service the jar to measure instead of the one this checkout has built
 */
public record BenchOptions(
    Set<SectionName> sections,
    int runs,
    int sizeMb,
    int files,
    int requests,
    Duration atMost,
    boolean keep,
    Optional<Path> service) {
  public static final String USAGE =
      """
      Usage: ./chronos bench [OPTION...]

        --only SECTION,...  of dump, files, start, list, restore; all of them otherwise
        --runs N            how often everything is measured; 5 otherwise
        --size-mb N         the size of the plain dump; 1000 otherwise
        --files N           the number of small files; 100000 otherwise
        --minutes N         no new round begins after that time; 60 otherwise
        --quick             small and once, to see that it works; its figures say nothing
        --keep              leave the files behind
        --service JAR       measure this jar instead of the one built here
      """;

  public BenchOptions {
    sections = Collections.unmodifiableSet(EnumSet.copyOf(sections));
  }

  /** What a command line means. */
  public sealed interface Parsing {
    record Valid(BenchOptions options) implements Parsing {}

    /** Help was asked for. */
    record Help() implements Parsing {}

    record Faulty(String problem) implements Parsing {}
  }

  public static Parsing parse(List<String> arguments) {
    try {
      return new BenchOptionsParser(arguments).parse();
    } catch (IllegalArgumentException problem) {
      return new Parsing.Faulty(String.valueOf(problem.getMessage()));
    }
  }
}
