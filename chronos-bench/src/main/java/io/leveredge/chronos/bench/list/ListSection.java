package io.leveredge.chronos.bench.list;

import io.leveredge.chronos.bench.measure.Figures;
import io.leveredge.chronos.bench.measure.Latencies;
import io.leveredge.chronos.bench.measure.MarkdownTable;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.bench.service.ServiceClient;
import io.leveredge.chronos.bench.service.ServiceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How long a page of a list of 100,000 backups takes, one request after the other. */
public final class ListSection implements Section {
  private static final String DATABASE = "listed";
  private static final String NAME = "list";
  private static final String CATALOG = Rig.catalogOf(NAME);
  private static final String SCRIPT = "catalog-rows.sql";
  private static final int ROWS = 100_000;
  private static final int PAGE = 50;
  private static final String PATH = "/backups?limit=" + PAGE;
  private static final Duration CATALOG_LIMIT = Duration.ofSeconds(60);
  private static final String TARGET_P99 = "20.00";

  private final Rig rig;

  public ListSection(Rig rig) {
    this.rig = rig;
  }

  @Override
  public String run() {
    rig.server().createDatabase(DATABASE);
    ServiceSettings settings = rig.newService(NAME, DATABASE, "gzip");
    try (RunningService service = rig.start(settings, Optional.empty())) {
      rig.console().progress("writing " + ROWS + " backups into the catalog");
      awaitCatalog();
      rig.server().runScript(CATALOG, SCRIPT, ROWS);
      MarkdownTable table = new MarkdownTable("ms", "p50", "p99", "max", "p99 at most");
      ServiceClient client = service.client();
      add(table, "GET " + PATH, client, cursor -> PATH);
      add(table, "GET " + PATH + "&target=default", client, cursor -> PATH + "&target=default");
      add(
          table,
          "GET " + PATH + "&cursor=…, page after page",
          client,
          cursor -> cursor.isEmpty() ? PATH : PATH + "&cursor=" + cursor);
      return "### Listing\n\n"
          + rig.options().requests()
          + " requests of each kind, one after the other over one connection, over "
          + ROWS
          + " backups in the catalog.\n\n"
          + table;
    }
  }

  /** The service is healthy before its catalog is set up: it needs none to take a backup. */
  private void awaitCatalog() {
    long begin = rig.clock().nanos();
    while (rig.server().query(CATALOG, "SELECT to_regclass('chronos.backup_history')").isEmpty()) {
      if (rig.clock().nanos() - begin > CATALOG_LIMIT.toNanos()) {
        throw new BenchFailure("The catalog was not set up within " + CATALOG_LIMIT);
      }
    }
  }

  /**
   * @param pathAfter the request's path, from the cursor of the answer before; the first page's is
   *     empty
   */
  private void add(
      MarkdownTable table, String name, ServiceClient client, UnaryOperator<String> pathAfter) {
    request(client, pathAfter);
    rig.console().progress(name);
    Latencies times = new Latencies(request(client, pathAfter));
    table.row(
        name,
        Figures.milliseconds(times.percentile(50)),
        Figures.milliseconds(times.percentile(99)),
        Figures.milliseconds(times.percentile(100)),
        TARGET_P99);
  }

  private List<Duration> request(ServiceClient client, UnaryOperator<String> pathAfter) {
    List<Duration> times = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < rig.options().requests(); i++) {
      String path = pathAfter.apply(cursor);
      long begin = rig.clock().nanos();
      String answer = client.get(path);
      times.add(Duration.ofNanos(rig.clock().nanos() - begin));
      ListAnswer page = ListAnswer.of(client.parse(answer));
      if (page.count() != PAGE && !page.nextCursor().isEmpty()) {
        throw new BenchFailure("A page of " + page.count() + " backups: " + answer);
      }
      cursor = page.nextCursor();
    }
    return times;
  }
}
