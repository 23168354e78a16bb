package io.leveredge.chronos.bench.service;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory a process ever held in RAM, as the kernel counts it. */
public final class PeakMemory {
  /** "Peak resident set size", proc_pid_status(5); always in units of 1024 bytes. */
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private PeakMemory() {}

  /** In bytes. */
  public static long ofProcess(long pid) {
    try {
      return inStatus(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException gone) {
      throw new BenchFailure("Process " + pid + " has no status: it has ended", gone);
    }
  }

  static long inStatus(List<String> lines) {
    return lines.stream()
        .map(PEAK::matcher)
        .filter(Matcher::matches)
        .mapToLong(found -> Long.parseLong(found.group(1)) * 1024)
        .findFirst()
        .orElseThrow(() -> new BenchFailure("The process's status has no line VmHWM"));
  }
}
