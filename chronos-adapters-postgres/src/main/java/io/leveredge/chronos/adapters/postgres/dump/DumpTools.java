package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.ports.system.ChildProcesses;
import java.nio.file.Path;

/**
 * What dumps of any database need.
 *
 * @param privateFolder where password files are written for the time of a dump; nobody else may
 *     look into it
 */
public record DumpTools(
    PostgresClients clients, ChildProcesses processes, Path privateFolder, CatalogMark mark) {}
