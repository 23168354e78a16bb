package io.leveredge.chronos.bench;

import io.leveredge.chronos.bench.database.BenchServer;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it was measured on, in general terms: no names, no paths. */
final class Machine {
  /** proc_meminfo(5); in units of 1024 bytes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB$");

  private Machine() {}

  static String describe(BenchServer server) {
    return String.format(
        Locale.ROOT,
        "Measured on %d cores (%s), %.0f GB of memory, JDK %s, PostgreSQL %s (server and client)"
            + " with %s.%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        memoryBytes() / 1e9,
        Runtime.version(),
        server.version(),
        server.settings());
  }

  private static long memoryBytes() {
    try {
      Matcher total = TOTAL.matcher(Files.readString(Path.of("/proc/meminfo")));
      return total.find() ? Long.parseLong(total.group(1)) * 1024 : 0;
    } catch (IOException failure) {
      throw new BenchFailure("/proc/meminfo", failure);
    }
  }
}
