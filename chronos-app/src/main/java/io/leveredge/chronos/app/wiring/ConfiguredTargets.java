package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.fs.config.ConfigFilesSource;
import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.restore.ConfigFilesDrill;
import io.leveredge.chronos.adapters.fs.restore.ConfigFilesRestorer;
import io.leveredge.chronos.adapters.n8n.N8nWorkflowSource;
import io.leveredge.chronos.adapters.n8n.restore.N8nWorkflowDrill;
import io.leveredge.chronos.adapters.n8n.restore.N8nWorkflowRestorer;
import io.leveredge.chronos.adapters.os.hook.CommandHooks;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.adapters.os.postgres.ScratchServers;
import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.adapters.postgres.drill.PostgresDatabaseDrill;
import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.PostgresDatabaseSource;
import io.leveredge.chronos.adapters.postgres.restorer.PostgresDatabaseRestorer;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.configuration.TargetSettings;
import io.leveredge.chronos.app.drill.EmbeddedDatabaseDrill;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The targets that the settings name, over the adapters for what each is made of. */
public final class ConfiguredTargets {
  /** In the backup directory, which has room for what its backups hold. */
  private static final String SCRATCH = ".drills";

  private ConfiguredTargets() {}

  /**
   * All of them.
   *
   * @param mark tells the catalog's own database
   */
  public static Targets of(
      Settings settings, ChildProcesses processes, Clock clock, CatalogMark mark) {
    DumpTools tools =
        new DumpTools(
            new PostgresClients(processes, settings.clientPrograms()),
            processes,
            settings.state().resolve("private"),
            mark);
    ScratchServers servers =
        new ScratchServers(
            processes,
            clock,
            PostgresInstallations.ofThisMachine(),
            settings.storage().directory().resolve(SCRATCH));
    List<Path> own = List.of(settings.storage().directory(), settings.state());
    return new Targets(
        settings.targets().stream()
            .map(
                target ->
                    target(target, tools, servers, own)
                        .with(
                            new CommandHooks(
                                processes, clock, target.hooks(), settings.storage().directory())))
            .toList());
  }

  private static ProtectedTarget target(
      TargetSettings target, DumpTools tools, ScratchServers servers, List<Path> own) {
    List<ComponentSource> sources = new ArrayList<>();
    target
        .database()
        .map(database -> new PostgresDatabaseSource(settings(database), tools))
        .ifPresent(sources::add);
    target.n8n().map(N8nWorkflowSource::new).ifPresent(sources::add);
    files(target, own).map(ConfigFilesSource::new).ifPresent(sources::add);
    List<ComponentDrill> elsewhere = drillsWithoutServer(target, own.getFirst().resolve(SCRATCH));
    return ProtectedTarget.of(target.name(), target.codec(), sources)
        .calledAs(target.calledAs())
        .with(
            restorers(target, tools, own),
            drills(
                target,
                database -> new PostgresDatabaseDrill(settings(database), tools),
                elsewhere))
        .drillingOn(
            DrillServer.EMBEDDED,
            drills(target, database -> new EmbeddedDatabaseDrill(servers, tools), elsewhere));
  }

  private static List<ComponentRestorer> restorers(
      TargetSettings target, DumpTools tools, List<Path> own) {
    List<ComponentRestorer> restorers = new ArrayList<>();
    target
        .database()
        .map(database -> new PostgresDatabaseRestorer(settings(database), tools))
        .ifPresent(restorers::add);
    target.n8n().map(N8nWorkflowRestorer::new).ifPresent(restorers::add);
    files(target, own).map(ConfigFilesRestorer::new).ifPresent(restorers::add);
    return restorers;
  }

  private static List<ComponentDrill> drills(
      TargetSettings target,
      Function<TargetSettings.Database, ComponentDrill> ofDatabase,
      List<ComponentDrill> others) {
    List<ComponentDrill> drills = new ArrayList<>(others);
    target.database().map(ofDatabase).ifPresent(drills::add);
    return drills;
  }

  private static List<ComponentDrill> drillsWithoutServer(TargetSettings target, Path scratch) {
    List<ComponentDrill> drills = new ArrayList<>();
    target.n8n().map(n8n -> new N8nWorkflowDrill()).ifPresent(drills::add);
    target.files().map(files -> new ConfigFilesDrill(scratch)).ifPresent(drills::add);
    return drills;
  }

  private static Optional<ConfigSettings> files(TargetSettings target, List<Path> own) {
    return target.files().map(files -> new ConfigSettings(files.roots(), files.excludes(), own));
  }

  private static DatabaseSettings settings(TargetSettings.Database database) {
    return new DatabaseSettings(
        database.url(),
        database.options().excludedSchemas(),
        database.options().noOwner(),
        database.options().noAcl(),
        database.options().lockWait(),
        true);
  }
}
