package io.leveredge.chronos.bench;

import io.leveredge.chronos.bench.database.BenchServer;
import io.leveredge.chronos.bench.database.DumpedDatabase;
import io.leveredge.chronos.bench.dump.DumpSection;
import io.leveredge.chronos.bench.files.FilesSection;
import io.leveredge.chronos.bench.list.ListSection;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Cleanup;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.bench.process.WorkFolder;
import io.leveredge.chronos.bench.restore.RestoreSection;
import io.leveredge.chronos.bench.rig.BenchOptions;
import io.leveredge.chronos.bench.rig.Console;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.rig.Section;
import io.leveredge.chronos.bench.rig.SectionName;
import io.leveredge.chronos.bench.service.ServiceProgram;
import io.leveredge.chronos.bench.start.StartSection;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.nio.file.Path;
import java.util.Optional;

/** One run of the benchmark: makes the rig, runs the sections, takes everything down again. */
final class BenchRun {
  private final BenchOptions options;
  private final Console console;
  private final Clock clock;
  private final ChildProcesses processes;

  BenchRun(BenchOptions options, Console console, Clock clock, ChildProcesses processes) {
    this.options = options;
    this.console = console;
    this.clock = clock;
    this.processes = processes;
  }

  /** The exit status: 0 when every section was measured, else 1. */
  int run() {
    try (Cleanup cleanup = new Cleanup()) {
      Rig rig = rig(cleanup);
      console.report(Machine.describe(rig.server()));
      int status = 0;
      for (SectionName name : options.sections()) {
        status |= run(name, section(name, rig));
      }
      return status;
    } catch (BenchFailure | ChronosException failure) {
      console.progress("The benchmark cannot run: " + failure.getMessage());
      return 1;
    }
  }

  private Rig rig(Cleanup cleanup) {
    ServiceProgram program = ServiceProgram.find(options.service());
    WorkFolder folder = cleanup.add(WorkFolder.below(parent(), options.keep()));
    console.progress("everything goes to " + folder.path());
    Shell shell = cleanup.add(new Shell(processes, clock));
    int buffers = DumpedDatabase.sharedBuffersMb(options.sizeMb());
    BenchServer server =
        cleanup.add(new BenchServer(processes, clock, shell, folder.path(), buffers));
    return new Rig(options, console, clock, shell, cleanup, folder, server, program);
  }

  /** The state folder, as ./chronos names it, or else that of temporary files. */
  private static Path parent() {
    return Path.of(
        Optional.ofNullable(System.getenv("CHRONOS_STATE"))
            .filter(state -> !state.isBlank())
            .orElseGet(() -> System.getProperty("java.io.tmpdir")));
  }

  private static Section section(SectionName name, Rig rig) {
    return switch (name) {
      case DUMP -> new DumpSection(rig);
      case FILES -> new FilesSection(rig);
      case START -> new StartSection(rig);
      case LIST -> new ListSection(rig);
      case RESTORE -> new RestoreSection(rig);
    };
  }

  /** A section that fails says why in the report, and the others go on. */
  private int run(SectionName name, Section section) {
    console.progress("section " + name.word());
    try {
      console.report("\n" + section.run());
      return 0;
    } catch (BenchFailure | ChronosException failure) {
      String message = String.valueOf(failure.getMessage());
      console.progress(message);
      console.report(
          "\nNot measured: " + name.word() + ": " + message.lines().findFirst().orElse("") + "\n");
      return 1;
    }
  }
}
