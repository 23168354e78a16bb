package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.catalog.CatalogIdentity;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What is backed up. */
@Factory
final class SourceWiring {

  @Singleton
  Targets targets(
      Settings settings, ChildProcesses processes, Clock clock, CatalogIdentity identity) {
    return ConfiguredTargets.of(settings, processes, clock, identity::freshMark);
  }
}
