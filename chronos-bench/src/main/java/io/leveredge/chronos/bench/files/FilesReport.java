package io.leveredge.chronos.bench.files;

import io.leveredge.chronos.bench.files.Archiving.Measured;
import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.MarkdownTable;
import io.leveredge.chronos.bench.measure.Series;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of the files, as a table. */
final class FilesReport {
  private final String what;
  private final List<Goal> goals;
  private final Map<String, List<Measured>> rows = new LinkedHashMap<>();
  private final Map<String, Long> memory = new LinkedHashMap<>();
  private final List<String> notInstalled = new ArrayList<>();

  /**
   * What one way should take at most.
   *
   * @param times of what {@code than} takes
   */
  record Goal(String name, double times, String than) {}

  /**
   * @param what the files, in words
   */
  FilesReport(String what, Goal... goals) {
    this.what = what;
    this.goals = List.of(goals);
  }

  void add(String name, Measured measured) {
    rows.computeIfAbsent(name, any -> new ArrayList<>()).add(measured);
  }

  void memory(String name, long bytes) {
    memory.put(name, bytes);
  }

  void notInstalled(String name) {
    notInstalled.add(name);
  }

  String toMarkdown() {
    if (rows.isEmpty()) {
      throw new BenchFailure("There was no time for a single round of archives");
    }
    MarkdownTable table =
        new MarkdownTable("", "s, median", "s, range", "ratio", "at most", "MB stored");
    rows.keySet().forEach(name -> add(table, name));
    notInstalled.forEach(name -> table.row(name, "not installed"));
    MarkdownTable peaks = new MarkdownTable("Peak memory of the service", "MB");
    memory.forEach((name, bytes) -> peaks.row(name, Figures.megabytes(bytes)));
    return "### Configuration files\n\n" + what + "\n\n" + table + "\n" + peaks;
  }

  private void add(MarkdownTable table, String name) {
    Series walls = series(name);
    table.row(
        name,
        Figures.seconds(walls.median()),
        Figures.seconds(walls.shortest()) + "–" + Figures.seconds(walls.longest()),
        ratio(name, walls),
        goals.stream()
            .filter(goal -> goal.name().equals(name))
            .map(goal -> Figures.times(goal.times()) + " " + goal.than())
            .findFirst()
            .orElse(""),
        Figures.megabytes(rows.getOrDefault(name, List.of()).getLast().storedBytes()));
  }

  /** Empty where what it is to be compared with is not installed. */
  private String ratio(String name, Series walls) {
    return goals.stream()
        .filter(goal -> goal.name().equals(name) && rows.containsKey(goal.than()))
        .map(goal -> Figures.times(walls.ratioTo(series(goal.than()))) + " " + goal.than())
        .findFirst()
        .orElse("");
  }

  private Series series(String name) {
    return new Series(rows.getOrDefault(name, List.of()).stream().map(Measured::wall).toList());
  }
}
