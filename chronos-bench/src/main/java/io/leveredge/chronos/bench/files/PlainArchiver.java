package io.leveredge.chronos.bench.files;

import io.leveredge.chronos.bench.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A plain tool. What it writes goes to the disk that the service's backups go to, and is synced
 * within the time that is measured, because the service syncs too.
 *
 * @param needs the program besides tar
 * @param prepare runs before each measurement, outside of its time
 * @param script archives {@code $FILES} into {@code $OUT}, a file or a folder
 */
record PlainArchiver(String name, String needs, String prepare, String script) {
  static final PlainArchiver TAR_GZIP = piped("gzip");
  static final PlainArchiver RESTIC =
      new PlainArchiver(
          "restic backup",
          "restic",
          "restic init --quiet",
          "restic backup --quiet \"$FILES\" && sync -f \"$OUT\"");
  static final List<PlainArchiver> ALL = List.of(TAR_GZIP, piped("zstd -1 -T2"), RESTIC);

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static PlainArchiver piped(String compressor) {
    return new PlainArchiver(
        "tar | " + compressor,
        compressor.split(" ", 2)[0],
        ":",
        "tar -c -C / \"${FILES#/}\" | " + compressor + " >\"$OUT\" && sync \"$OUT\"");
  }

  boolean isInstalled() {
    return Shell.installed(needs).isPresent();
  }

  /** This tool on those files. */
  Archiving on(Shell shell, Path files, Path output) {
    Map<String, String> variables =
        Map.of(
            "FILES",
            files.toString(),
            "OUT",
            output.toString(),
            "RESTIC_REPOSITORY",
            output.toString(),
            "RESTIC_PASSWORD",
            "bench",
            "RESTIC_CACHE_DIR",
            output + "-cache");
    return new Archiving() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Measured run() {
        shell.run("rm -rf \"$OUT\" \"$RESTIC_CACHE_DIR\"; " + prepare, variables, LIMIT);
        Duration wall = shell.run(script, variables, LIMIT);
        String bytes = shell.output("du -sb \"$OUT\" | cut -f1", variables, LIMIT);
        shell.run("rm -rf \"$OUT\" \"$RESTIC_CACHE_DIR\"", variables, LIMIT);
        return new Measured(wall, Long.parseLong(bytes));
      }
    };
  }
}
