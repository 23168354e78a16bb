package io.leveredge.chronos.bench.start;

import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.MarkdownTable;
import io.leveredge.chronos.bench.measure.Series;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.bench.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long from the start of the service's process to its first answer, with a database that runs
 * already: without and with the archive of class data that {@code ./chronos run} keeps.
 */
public final class StartSection implements Section {
  private static final Duration TARGET = Duration.ofMillis(3500);
  private static final String DATABASE = "started";

  private final Rig rig;

  public StartSection(Rig rig) {
    this.rig = rig;
  }

  @Override
  public String run() {
    rig.server().createDatabase(DATABASE);
    ServiceSettings settings = rig.newService("start", DATABASE, "gzip");
    Path archive = settings.home().resolve("classes.jsa");
    Duration first = start(settings, Optional.empty(), "on an empty catalog");
    start(settings, Optional.of(archive), "making the archive of class data");
    List<Duration> plain = new ArrayList<>();
    List<Duration> archived = new ArrayList<>();
    for (int round = 1; round <= rig.options().runs() && rig.hasTime(); round++) {
      plain.add(start(settings, Optional.empty(), "without class data"));
      archived.add(start(settings, Optional.of(archive), "with class data"));
    }
    MarkdownTable table = new MarkdownTable("", "s, median", "s, range", "at most");
    table.row("Very first start, empty catalog, no class data", Figures.seconds(first));
    if (!plain.isEmpty()) {
      add(table, "Without class data", new Series(plain));
      add(table, "With class data, as ./chronos run", new Series(archived));
    }
    return "### Starting\n\nFrom the start of the process to the first 200 of `GET /health`.\n\n"
        + table;
  }

  private Duration start(ServiceSettings settings, Optional<Path> archive, String how) {
    try (RunningService service = rig.start(settings, archive)) {
      rig.console().progress("start " + how + ": " + Figures.seconds(service.startTime()) + " s");
      return service.startTime();
    }
  }

  private static void add(MarkdownTable table, String name, Series times) {
    table.row(
        name,
        Figures.seconds(times.median()),
        Figures.seconds(times.shortest()) + "–" + Figures.seconds(times.longest()),
        Figures.seconds(TARGET));
  }
}
