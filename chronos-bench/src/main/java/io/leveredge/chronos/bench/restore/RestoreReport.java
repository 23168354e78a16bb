package io.leveredge.chronos.bench.restore;

import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.MarkdownTable;
import io.leveredge.chronos.bench.measure.Series;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured of restores, as a table. */
final class RestoreReport {
  private final String heading;
  private final List<Goal> goals;
  private final Map<String, List<Duration>> rows = new LinkedHashMap<>();
  private final Map<String, Long> memory = new LinkedHashMap<>();

  /**
   * @param heading what stands over the table, in Markdown
   */
  RestoreReport(String heading, Goal... goals) {
    this.heading = heading;
    this.goals = List.of(goals);
  }

  void add(String name, Duration time) {
    rows.computeIfAbsent(name, any -> new ArrayList<>()).add(time);
  }

  void memory(String name, long bytes) {
    memory.put(name, bytes);
  }

  /**
   * @param jvm the options of the JVMs whose memory is told
   */
  String toMarkdown(String jvm) {
    if (rows.isEmpty()) {
      throw new BenchFailure("There was no time for a single round of restores");
    }
    MarkdownTable table = new MarkdownTable("", "s, median", "s, range", "ratio", "limit");
    rows.keySet().forEach(name -> add(table, name));
    MarkdownTable peaks = new MarkdownTable("Peak memory, " + jvm, "MB");
    memory.forEach((name, bytes) -> peaks.row(name, Figures.megabytes(bytes)));
    return heading + "\n\n" + table + "\n" + peaks;
  }

  private void add(MarkdownTable table, String name) {
    Series walls = series(name);
    List<Goal> own = goals.stream().filter(goal -> goal.name().equals(name)).toList();
    table.row(
        name,
        Figures.seconds(walls.median()),
        Figures.seconds(walls.shortest()) + "–" + Figures.seconds(walls.longest()),
        joined(own.stream().map(goal -> goal.measured(walls, other(goal, walls))).toList()),
        joined(own.stream().map(Goal::limit).toList()));
  }

  private Series other(Goal goal, Series own) {
    return goal.other().map(this::series).orElse(own);
  }

  private Series series(String name) {
    return new Series(rows.getOrDefault(name, List.of()));
  }

  private static String joined(List<String> texts) {
    return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
  }
}
