package io.leveredge.chronos.bench.rig;

import io.leveredge.chronos.bench.database.BenchServer;
import io.leveredge.chronos.bench.process.Cleanup;
import io.leveredge.chronos.bench.process.Shell;
import io.leveredge.chronos.bench.process.WorkFolder;
import io.leveredge.chronos.bench.service.RunningService;
import io.leveredge.chronos.bench.service.ServiceProgram;
import io.leveredge.chronos.bench.service.ServiceSettings;
import io.leveredge.chronos.ports.system.Clock;
import java.nio.file.Path;
import java.util.Optional;

/** Everything a section measures with. What a section starts by it, it stops itself. */
public record Rig(
    BenchOptions options,
    Console console,
    Clock clock,
    Shell shell,
    Cleanup cleanup,
    WorkFolder folder,
    BenchServer server,
    ServiceProgram program) {

  /** Whether there is time for another round. */
  public boolean hasTime() {
    return console.elapsed().compareTo(options.atMost()) < 0;
  }

  /** The name of the database for a service's catalog. */
  public static String catalogOf(String service) {
    return "catalog_" + service;
  }

  /**
   * A folder and an empty catalog for one service.
   *
   * @param name of both; a plain lower-case word
   * @param database what it is to back up
   */
  public ServiceSettings newService(String name, String database, String compression) {
    String catalog = catalogOf(name);
    server.createDatabase(catalog);
    return new ServiceSettings(
        folder.subfolder(name),
        server.url(database),
        server.url(catalog),
        server.programs(),
        compression,
        Optional.empty());
  }

  /**
   * Starts a service, which ends with the benchmark at the latest.
   *
   * @param classData see {@link ServiceProgram}
   */
  public RunningService start(ServiceSettings settings, Optional<Path> classData) {
    return cleanup.add(RunningService.start(shell, clock, program, classData, settings));
  }
}
