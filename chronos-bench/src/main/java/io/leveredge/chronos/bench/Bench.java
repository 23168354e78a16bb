package io.leveredge.chronos.bench;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.bench.rig.BenchOptions;
import io.leveredge.chronos.bench.rig.BenchOptions.Parsing;
import io.leveredge.chronos.bench.rig.Console;
import io.leveredge.chronos.ports.system.Clock;
import java.util.List;

/**
 * The program: {@code ./chronos bench}. Prints its report to standard output, in Markdown, and what
 * it is doing to standard error. Ends with status 0 when everything was measured, however fast;
 * with 1 when something could not be; with 2 for a command line it does not understand.
 */
public final class Bench {
  private static final int USAGE = 2;

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    return switch (BenchOptions.parse(arguments)) {
      case Parsing.Help help -> {
        System.out.print(BenchOptions.USAGE);
        yield 0;
      }
      case Parsing.Faulty(String problem) -> {
        System.err.println(problem);
        System.err.print(BenchOptions.USAGE);
        yield USAGE;
      }
      case Parsing.Valid(BenchOptions options) -> {
        Clock clock = new SystemClock();
        Console console = new Console(System.out, System.err, clock);
        yield new BenchRun(options, console, clock, new OsChildProcesses(clock)).run();
      }
    };
  }
}
