package io.leveredge.chronos.app;

import io.leveredge.chronos.adapters.catalog.CatalogDataSource;
import io.leveredge.chronos.adapters.catalog.CatalogFactory;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.running.Lifecycle;
import io.leveredge.chronos.app.state.EmbeddedDefault;
import io.leveredge.chronos.app.state.FirstToken;
import io.leveredge.chronos.app.state.StateFolder;
import io.leveredge.chronos.app.wiring.Version;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.Optional;

/** One service from its start to its stop. */
public final class RunningChronos implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RunningChronos.class.getName());

  private final Settings settings;
  private final Clock clock;
  private final ChildProcesses processes;
  private volatile boolean closing;
  private volatile Optional<EmbeddedDefault> embedded = Optional.empty();
  private Optional<CatalogDataSource> catalog = Optional.empty();
  private Optional<ApplicationContext> context = Optional.empty();

  public RunningChronos(Settings settings, Clock clock, ChildProcesses processes) {
    this.settings = settings;
    this.clock = clock;
    this.processes = processes;
  }

  /**
   * Starts what the settings ask for, and answers when requests are taken.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException when something it cannot do without
   *     does not start; SHUTTING_DOWN when it is closed before it has started
   */
  public synchronized void start() {
    StateFolder state = new StateFolder(settings.state());
    Settings complete = settings.embedded() ? withEmbedded(state) : settings;
    ApplicationContext application =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .eagerInitSingletons(true)
            .properties(
                Map.of(
                    "micronaut.server.host", complete.listening().host(),
                    "micronaut.server.port", complete.listening().port()))
            .singletons(complete, clock, processes, Version.ofThisProgram(), new FirstToken(state))
            .build();
    context = Optional.of(application);
    // A bean that the context itself makes would be wrapped, and no longer be what it is.
    CatalogDataSource source = CatalogDataSource.create(complete.catalog().orElseThrow());
    catalog = Optional.of(source);
    application.registerSingleton(
        CatalogDataSource.class, source, Qualifiers.byName(CatalogFactory.NAME));
    application.start();
    application.getBean(Lifecycle.class).begin();
    EmbeddedServer server = application.getBean(EmbeddedServer.class);
    server.start();
    complete
        .bucket()
        .ifPresent(
            bucket ->
                LOG.log(
                    System.Logger.Level.WARNING,
                    "S3_BUCKET is set, but this version makes no offsite copies yet"));
    LOG.log(
        System.Logger.Level.INFO,
        "CHRONOS serves on {0}; backups lie in {1}",
        server.getURI(),
        complete.storage().directory());
  }

  private Settings withEmbedded(StateFolder state) {
    EmbeddedDefault server = new EmbeddedDefault(processes, clock, state, settings.embeddedPort());
    embedded = Optional.of(server);
    if (closing) {
      server.abandonStart(); // Whoever closes may have looked before there was one.
    }
    return settings.withEmbedded(server.start());
  }

  /**
   * Stops taking requests, lets jobs end or marks them, and stops the embedded server. One that is
   * still being made is not waited for: the first initdb may take a minute on a slow disk.
   */
  @Override
  public void close() {
    closing = true;
    embedded.ifPresent(EmbeddedDefault::abandonStart);
    stop();
  }

  private synchronized void stop() {
    // Jobs end while the server still runs, so that those who wait for them get their answers.
    context.ifPresent(application -> application.getBean(Lifecycle.class).end());
    context.ifPresent(ApplicationContext::close);
    context = Optional.empty();
    catalog.ifPresent(CatalogDataSource::close);
    catalog = Optional.empty();
    embedded.ifPresent(EmbeddedDefault::close);
    embedded = Optional.empty();
  }
}
