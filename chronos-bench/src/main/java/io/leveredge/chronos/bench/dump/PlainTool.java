package io.leveredge.chronos.bench.dump;

import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * pg_dump, alone or with a compressor. What it writes goes to the disk that the service's backups
 * go to, and is synced within the time that is measured, because the service syncs too.
 *
 * @param needs a program besides pg_dump
 * @param script writes to {@code $OUT} where it writes at all
 */
record PlainTool(String name, Optional<String> needs, String script) {
  static final PlainTool BARE =
      new PlainTool("pg_dump >/dev/null", Optional.empty(), "exec \"$PG_BIN\"/pg_dump >/dev/null");

  static final List<PlainTool> COMPRESSING =
      List.of(
          piped("gzip"),
          new PlainTool(
              "pg_dump -Fc", Optional.empty(), "exec \"$PG_BIN\"/pg_dump -Fc -f \"$OUT\""),
          piped("pigz -1 -p2"),
          piped("zstd -1 -T2"));

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static PlainTool piped(String compressor) {
    return new PlainTool(
        "pg_dump | " + compressor,
        Optional.of(compressor.split(" ", 2)[0]),
        "\"$PG_BIN\"/pg_dump | " + compressor + " >\"$OUT\"");
  }

  boolean isInstalled() {
    return needs.map(program -> Shell.installed(program).isPresent()).orElse(true);
  }

  /** This tool on a database that libpq finds by these variables, writing to that file. */
  Contender on(Shell shell, Map<String, String> database, Path output) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public OptionalDouble target() {
        return OptionalDouble.empty();
      }

      @Override
      public Measured dump() {
        return run(shell, database, output);
      }
    };
  }

  private Measured run(Shell shell, Map<String, String> database, Path output) {
    Map<String, String> variables = new HashMap<>(database);
    variables.put("OUT", output.toString());
    try {
      Duration running = shell.run(script, variables, LIMIT);
      if (!Files.exists(output)) {
        return new Measured(running, 0, Optional.empty());
      }
      long begin = System.nanoTime();
      try (FileChannel channel = FileChannel.open(output, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Duration syncing = Duration.ofNanos(System.nanoTime() - begin);
      return new Measured(running.plus(syncing), Files.size(output), Optional.empty());
    } catch (IOException failure) {
      throw new BenchFailure(name + ": " + failure, failure);
    } finally {
      delete(output);
    }
  }

  private static void delete(Path output) {
    try {
      Files.deleteIfExists(output);
    } catch (IOException failure) {
      throw new BenchFailure("Cannot delete " + output, failure);
    }
  }
}
