package io.leveredge.chronos.bench.dump;

import io.leveredge.chronos.bench.database.DumpedDatabase;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.service.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Dumps one database in every way, in turns. The service is measured as its caller sees it, by the
 * request's time, with inventory, hashes and syncs; its very first backup is a row of its own.
 */
public final class DumpSection implements Section {
  private static final double GZIP_TARGET = 1.25;
  private static final double ZSTD_TARGET = 1.15;

  private final Rig rig;
  private final Path output;
  private final Map<String, String> database;
  private final DumpReport report;

  public DumpSection(Rig rig) {
    this.rig = rig;
    this.output = rig.folder().path().resolve("plain-output");
    this.report = new DumpReport(PlainTool.BARE.name(), rig.program().describe());
    this.database = rig.server().clientEnvironment(DumpedDatabase.NAME);
  }

  @Override
  public String run() {
    checkSpace();
    rig.console().progress("making a database of about " + rig.options().sizeMb() + " MB");
    new DumpedDatabase(rig.server(), rig.options().sizeMb()).create();
    rig.console().progress("reading it once, so that everything is in memory");
    bare().dump();
    try (RunningService gzip = service("gzip");
        RunningService zstd = service("zstd")) {
      List<Contender> contenders = contenders(gzip, zstd);
      measure(contenders);
      report.memory("CHRONOS .sql.gz", gzip.peakMemory());
      report.memory("CHRONOS .sql.zst", zstd.peakMemory());
    }
    return report.toMarkdown();
  }

  private Contender bare() {
    return PlainTool.BARE.on(rig.shell(), database, output);
  }

  private RunningService service(String codec) {
    rig.console().progress("starting the service that compresses with " + codec);
    return rig.start(rig.newService(codec, DumpedDatabase.NAME, codec), Optional.empty());
  }

  private List<Contender> contenders(RunningService gzip, RunningService zstd) {
    List<Contender> contenders = new ArrayList<>(List.of(bare()));
    for (PlainTool tool : PlainTool.COMPRESSING) {
      if (tool.isInstalled()) {
        contenders.add(tool.on(rig.shell(), database, output));
      } else {
        report.notInstalled(tool.name());
      }
    }
    contenders.add(chronos("CHRONOS .sql.gz", GZIP_TARGET, gzip));
    contenders.add(chronos("CHRONOS .sql.zst", ZSTD_TARGET, zstd));
    return contenders;
  }

  private Contender chronos(String name, double target, RunningService service) {
    Contender contender = new ServiceBackup(name, OptionalDouble.of(target), service, rig.clock());
    rig.console().progress(name + ": the first backup after its start");
    report.cold(name, contender.dump());
    return contender;
  }

  private void measure(List<Contender> contenders) {
    for (int round = 1; round <= rig.options().runs() && rig.hasTime(); round++) {
      Map<Contender, Measured> measured = new LinkedHashMap<>();
      for (Contender contender : contenders) {
        Measured dump = contender.dump();
        rig.console()
            .progress(
                "round %d, %s: %.2f s"
                    .formatted(round, contender.name(), dump.wall().toNanos() / 1e9));
        measured.put(contender, dump);
      }
      measured.forEach(report::add);
    }
  }

  /** The database, the log of its making, and all backups of the services. */
  private void checkSpace() {
    rig.folder().requireFree(rig.options().sizeMb() * 1_000_000L * (5 + rig.options().runs()) / 2);
  }
}
