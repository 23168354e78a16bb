package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.catalog.CatalogIdentity;
import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.PostgresDatabaseSource;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.configuration.TargetSettings;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;

/** What is backed up. */
@Factory
final class SourceWiring {

  @Singleton
  Targets targets(Settings settings, ChildProcesses processes, CatalogIdentity identity) {
    DumpTools tools =
        new DumpTools(
            new PostgresClients(processes, settings.clientPrograms()),
            processes,
            settings.state().resolve("private"),
            identity::freshMark);
    return new Targets(settings.targets().stream().map(target -> target(target, tools)).toList());
  }

  private static ProtectedTarget target(TargetSettings target, DumpTools tools) {
    List<ComponentSource> sources =
        target.database().stream()
            .map(
                url ->
                    new DatabaseSettings(
                        url,
                        target.excludedSchemas(),
                        target.noOwner(),
                        target.noAcl(),
                        target.lockWait(),
                        true))
            .<ComponentSource>map(settings -> new PostgresDatabaseSource(settings, tools))
            .toList();
    return ProtectedTarget.of(target.name(), target.codec(), sources);
  }
}
