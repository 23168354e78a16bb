package io.leveredge.chronos.app.drill;

import io.leveredge.chronos.adapters.os.postgres.ScratchServers;
import io.leveredge.chronos.adapters.postgres.drill.PostgresDatabaseDrill;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;

/**
 * Tries the dump of a backup on a PostgreSQL server that is started for it alone, of the version
 * that was backed up where that is installed. Neither the server that is backed up nor the one of
 * the catalog is asked for anything: they can be down.
 */
public final class EmbeddedDatabaseDrill implements ComponentDrill {
  private static final int VERSIONS_PER_MAJOR = 10_000;

  private final ScratchServers servers;
  private final DumpTools tools;

  public EmbeddedDatabaseDrill(ScratchServers servers, DumpTools tools) {
    this.servers = servers;
    this.tools = tools;
  }

  @Override
  public Component component() {
    return Component.DATABASE;
  }

  @Override
  public Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress) {
    progress.doing("starting a scratch server");
    try (ScratchServers.Scratch server = servers.start(drill, major(backup))) {
      DatabaseSettings settings = DatabaseSettings.whole(server.database().databaseUrl());
      return new PostgresDatabaseDrill(settings, tools, DrillServer.EMBEDDED)
          .run(drill, backup, progress);
    }
  }

  /** Of the server that was backed up; 0 where the backup does not say. */
  private static int major(PublishedBackup backup) {
    return backup.manifest().components().stream()
            .filter(result -> result.component() == Component.DATABASE)
            .map(ComponentResult::facts)
            .map(facts -> Integer.parseInt(facts.getOrDefault("server_version_num", "0")))
            .findFirst()
            .orElse(0)
        / VERSIONS_PER_MAJOR;
  }

  @Override
  public void clearUp() {
    servers.clearUp();
  }
}
