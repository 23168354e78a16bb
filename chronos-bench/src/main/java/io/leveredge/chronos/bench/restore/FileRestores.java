package io.leveredge.chronos.bench.restore;

import io.leveredge.chronos.bench.files.SampleFiles;
import io.leveredge.chronos.bench.part.Part;
import io.leveredge.chronos.bench.part.PartsProcess;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.bench.rig.BenchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ways to restore the files, each into the emptied folder that they came from. The last but one
 * writes nothing to disk for certain; ours syncs each file before it gets its name.
 */
final class FileRestores {
  private static final String TAR = "tar xzf, syncs nothing";
  private static final String TAR_SYNC = "tar xzf, then sync -f";
  private static final String CHRONOS = "CHRONOS config.tar.gz, syncs each file and folder";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Shell shell;
  private final PartsProcess process;
  private final Path store;
  private final String id;
  private final SampleFiles files;
  private final Map<String, String> variables;

  /**
   * @param id of a backup of the files in the store
   */
  FileRestores(Shell shell, PartsProcess process, Path store, String id, SampleFiles files) {
    this.shell = shell;
    this.process = process;
    this.store = store;
    this.id = id;
    this.files = files;
    variables = new HashMap<>();
    variables.put("FILES", files.folder().toString());
    variables.put("ARCHIVE", files.folder() + ".tar.gz");
    shell.run("tar -czf \"$ARCHIVE\" -C / \"${FILES#/}\"", variables, LIMIT);
  }

  static RestoreReport report(BenchOptions options) {
    return new RestoreReport(
        "%d small files and a few large ones, into an empty folder. Rounds: at most %d."
            .formatted(options.files(), options.runs()),
        new Goal.Times(CHRONOS, TAR, 1.5),
        new Goal.Times(CHRONOS, TAR_SYNC, Optional.empty()));
  }

  List<Timed> ways() {
    return List.of(
        way(TAR, () -> run("tar -xzf \"$ARCHIVE\" -C /")),
        way(TAR_SYNC, () -> run("tar -xzf \"$ARCHIVE\" -C / && sync -f \"$FILES\"")),
        way(
            CHRONOS,
            () ->
                process.run(
                    Part.FILES, store.toString(), id, files.folder().toAbsolutePath().toString())));
  }

  /** The folder is empty before, and all is on disk; afterwards every file must be there. */
  private Timed way(String name, Supplier<Duration> restore) {
    return new Timed(
        name,
        () -> {
          run("find \"$FILES\" -mindepth 1 -delete && sync -f \"$FILES\"");
          Duration time = restore.get();
          String found = shell.output("find \"$FILES\" -type f | wc -l", variables, LIMIT);
          if (!found.equals(Integer.toString(files.count()))) {
            throw new BenchFailure(name + " restored " + found + " of " + files.count() + " files");
          }
          return time;
        });
  }

  private Duration run(String script) {
    return shell.run(script, variables, LIMIT);
  }
}
