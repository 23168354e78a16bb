package io.leveredge.chronos.bench.files;

import io.leveredge.chronos.bench.files.Archiving.Measured;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.service.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Archives the same files in every way, in turns. The service is measured as its caller sees it; it
 * has made one backup before anything counts.
 */
public final class FilesSection implements Section {
  private static final String GZIP = "CHRONOS config.tar.gz";
  private static final String ZSTD = "CHRONOS config.tar.zst";
  private static final double GZIP_TARGET = 0.3;
  private static final double ZSTD_TARGET = 0.6;
  private static final String DATABASE = "beside_files";

  private final Rig rig;

  public FilesSection(Rig rig) {
    this.rig = rig;
  }

  @Override
  public String run() {
    checkSpace();
    Path files = rig.folder().subfolder("files");
    rig.console().progress("writing " + rig.options().files() + " files");
    long bytes = new SampleFiles(files, rig.options().files()).write();
    rig.server().createDatabase(DATABASE);
    FilesReport report =
        new FilesReport(
            "%d small files and a few large ones, %d MB. Rounds: at most %d; “ratio” is the median of the rounds' ratios."
                .formatted(rig.options().files(), bytes / 1_000_000, rig.options().runs()),
            new FilesReport.Goal(GZIP, GZIP_TARGET, PlainArchiver.TAR_GZIP.name()),
            new FilesReport.Goal(ZSTD, ZSTD_TARGET, PlainArchiver.RESTIC.name()));
    try (RunningService gzip = service("files_gzip", "gzip", files);
        RunningService zstd = service("files_zstd", "zstd", files)) {
      List<Archiving> ways = plain(files, report);
      ways.add(new ServiceArchiver(GZIP, gzip, rig.clock()));
      ways.add(new ServiceArchiver(ZSTD, zstd, rig.clock()));
      rig.console().progress("every way once, so that everything is in memory");
      ways.forEach(Archiving::run);
      measure(ways, report);
      report.memory(GZIP, gzip.peakMemory());
      report.memory(ZSTD, zstd.peakMemory());
    }
    return report.toMarkdown();
  }

  private List<Archiving> plain(Path files, FilesReport report) {
    Path output = rig.folder().path().resolve("plain-archive");
    List<Archiving> ways = new ArrayList<>();
    for (PlainArchiver tool : PlainArchiver.ALL) {
      if (tool.isInstalled()) {
        ways.add(tool.on(rig.shell(), files, output));
      } else {
        report.notInstalled(tool.name());
      }
    }
    return ways;
  }

  private RunningService service(String name, String codec, Path files) {
    rig.console().progress("starting the service that compresses with " + codec);
    return rig.start(rig.newService(name, DATABASE, codec).backingUp(files), Optional.empty());
  }

  private void measure(List<Archiving> ways, FilesReport report) {
    for (int round = 1; round <= rig.options().runs() && rig.hasTime(); round++) {
      Map<String, Measured> measured = new LinkedHashMap<>();
      for (Archiving way : ways) {
        Measured once = way.run();
        rig.console()
            .progress(
                "round %d, %s: %.2f s".formatted(round, way.name(), once.wall().toNanos() / 1e9));
        measured.put(way.name(), once);
      }
      measured.forEach(report::add);
    }
  }

  /** The files and all backups of the services, of a few kilobytes a file. */
  private void checkSpace() {
    rig.folder()
        .requireFree(100_000_000L + rig.options().files() * 8_000L * (2 + rig.options().runs()));
  }
}
