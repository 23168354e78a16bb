package io.leveredge.chronos.bench.dump;

import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.MarkdownTable;
import io.leveredge.chronos.bench.measure.Series;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of the dumps, as a table. */
final class DumpReport {
  private record Row(Contender contender, List<Measured> rounds) {
    Series walls() {
      return new Series(rounds.stream().map(Measured::wall).toList());
    }

    Optional<Series> reported() {
      List<Duration> times = rounds.stream().flatMap(it -> it.reported().stream()).toList();
      return times.isEmpty() ? Optional.empty() : Optional.of(new Series(times));
    }

    long storedBytes() {
      return rounds.getLast().storedBytes();
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Measured> cold = new LinkedHashMap<>();
  private final Map<String, Long> memory = new LinkedHashMap<>();
  private final List<String> notInstalled = new ArrayList<>();
  private final String bare;
  private final String jvm;

  /**
   * @param bare the name of the row that the others are compared with
   * @param jvm the service's JVM options
   */
  DumpReport(String bare, String jvm) {
    this.bare = bare;
    this.jvm = jvm;
  }

  void add(Contender contender, Measured measured) {
    rows.computeIfAbsent(contender.name(), name -> new Row(contender, new ArrayList<>()))
        .rounds()
        .add(measured);
  }

  void cold(String name, Measured first) {
    cold.put(name, first);
  }

  void memory(String name, long bytes) {
    memory.put(name, bytes);
  }

  void notInstalled(String name) {
    notInstalled.add(name);
  }

  String toMarkdown() {
    Series base =
        Optional.ofNullable(rows.get(bare))
            .map(Row::walls)
            .orElseThrow(() -> new BenchFailure("There was no time for a single round of dumps"));
    MarkdownTable table =
        new MarkdownTable(
            "", "s, median", "s, range", "× pg_dump", "at most", "s, duration_ms", "MB stored");
    rows.values().forEach(row -> add(table, row, base));
    cold.forEach((name, first) -> addCold(table, name, first, base));
    notInstalled.forEach(name -> table.row(name, "not installed"));
    return "### Dumping\n\n"
        + "Rounds: "
        + base.times().size()
        + "; “× pg_dump” is the median of the rounds' ratios.\n\n"
        + table
        + "\n"
        + memoryTable();
  }

  private static void add(MarkdownTable table, Row row, Series base) {
    Series walls = row.walls();
    String target =
        row.contender().target().stream().mapToObj(Figures::times).findFirst().orElse("");
    table.row(
        row.contender().name(),
        Figures.seconds(walls.median()),
        Figures.seconds(walls.shortest()) + "–" + Figures.seconds(walls.longest()),
        Figures.times(walls.ratioTo(base)),
        target,
        row.reported().map(Series::median).map(Figures::seconds).orElse(""),
        row.storedBytes() == 0 ? "" : Figures.megabytes(row.storedBytes()));
  }

  private static void addCold(MarkdownTable table, String name, Measured first, Series base) {
    table.row(
        name + ", first after start",
        Figures.seconds(first.wall()),
        "",
        Figures.times((double) first.wall().toNanos() / base.median().toNanos()),
        "",
        first.reported().map(Figures::seconds).orElse(""),
        Figures.megabytes(first.storedBytes()));
  }

  private String memoryTable() {
    MarkdownTable table = new MarkdownTable("Peak memory of the service, " + jvm, "MB");
    memory.forEach((name, bytes) -> table.row(name, Figures.megabytes(bytes)));
    return table.toString();
  }
}
