package io.leveredge.chronos.bench.restore;

import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.bench.database.DumpedDatabase;
import io.leveredge.chronos.bench.files.SampleFiles;
import io.leveredge.chronos.bench.part.PartsProcess;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.bench.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restores one database and one tree of files, part by part and beside the plain tools, in turns.
 * The backups are the service's own; each part of a restore runs in a JVM like the service's, which
 * has done everything once before anything counts.
 */
public final class RestoreSection implements Section {
  private static final String NAME = "restore";

  private final Rig rig;

  public RestoreSection(Rig rig) {
    this.rig = rig;
  }

  @Override
  public String run() {
    checkSpace();
    SampleFiles files =
        new SampleFiles(rig.folder().subfolder("restored-files"), rig.options().files());
    rig.console().progress("writing " + rig.options().files() + " files");
    files.write();
    rig.console().progress("making a database of about " + rig.options().sizeMb() + " MB");
    new DumpedDatabase(rig.server(), rig.options().sizeMb()).create();
    DatabaseRestores.addSmallTable(rig.server());
    ServiceSettings settings =
        rig.newService(NAME, DumpedDatabase.NAME, "gzip").backingUp(files.folder());
    rig.console().progress("starting the service that backs both up");
    try (RunningService service = rig.start(settings, Optional.empty())) {
      return "### Restoring\n\n"
          + database(service, settings.backups())
          + "\n"
          + files(service, settings.backups(), files);
    }
  }

  private String database(RunningService service, Path store) {
    service.client().backUpDatabase();
    RestoreReport report = DatabaseRestores.report(rig.options());
    try (PartsProcess process = parts("database")) {
      measure(
          new DatabaseRestores(rig, service, process, store, newest(store)).ways(), report::add);
      report.memory("The parts of a restore of the database", process.peakMemory());
    }
    report.memory("The service, for the safety backups", service.peakMemory());
    return report.toMarkdown(rig.program().describe());
  }

  private String files(RunningService service, Path store, SampleFiles files) {
    service.client().backUpFiles();
    RestoreReport report = FileRestores.report(rig.options());
    try (PartsProcess process = parts("files")) {
      measure(
          new FileRestores(rig.shell(), process, store, newest(store), files).ways(), report::add);
      report.memory("The restore of the files", process.peakMemory());
    }
    return report.toMarkdown(rig.program().describe());
  }

  private PartsProcess parts(String of) {
    Path log = rig.folder().path().resolve("parts-" + of + ".log");
    return rig.cleanup().add(PartsProcess.start(rig.shell(), rig.program(), log));
  }

  private static String newest(Path store) {
    return new FileArtifactStore(StoreSettings.of(store)).published().getFirst().id().value();
  }

  /** Takes what was measured. */
  @FunctionalInterface
  private interface Rows {
    void add(String name, Duration time);
  }

  private void measure(List<Timed> ways, Rows rows) {
    rig.console().progress("everything once, so that it is in memory");
    ways.forEach(Timed::run);
    for (int round = 1; round <= rig.options().runs() && rig.hasTime(); round++) {
      Map<String, Duration> measured = new LinkedHashMap<>();
      for (Timed way : ways) {
        Duration time = way.run();
        rig.console()
            .progress("round %d, %s: %.2f s".formatted(round, way.name(), time.toNanos() / 1e9));
        measured.put(way.name(), time);
      }
      measured.forEach(rows::add);
    }
  }

  /** The live and one restored database, dumps of it, and the files twice with their archives. */
  private void checkSpace() {
    long database = rig.options().sizeMb() * 1_000_000L;
    rig.folder()
        .requireFree(
            500_000_000L
                + database * 4
                + database / 4 * (2 + rig.options().runs())
                + rig.options().files() * 24_000L);
  }
}
