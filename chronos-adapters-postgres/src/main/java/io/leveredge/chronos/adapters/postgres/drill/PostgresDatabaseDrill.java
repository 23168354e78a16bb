package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.restore.MaintenanceDatabase;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;

/**
 * Loads the dump of a backup into a scratch database, of the server that is backed up unless told
 * otherwise, dumps that again with pg_dump, and compares every table, row and sequence. Where our
 * role is a superuser the load runs as a new role that is none, so that a function in a CHECK
 * constraint cannot use our rights.
 */
public final class PostgresDatabaseDrill implements ComponentDrill {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final DrillServer server;

  /** On the server that is backed up. */
  public PostgresDatabaseDrill(DatabaseSettings settings, DumpTools tools) {
    this(settings, tools, DrillServer.SOURCE);
  }

  /**
   * @param settings of a database of the server on which the scratch database is made
   * @param tools those of its dumps
   * @param server which one it is, for answers
   */
  public PostgresDatabaseDrill(DatabaseSettings settings, DumpTools tools, DrillServer server) {
    this.settings = settings;
    this.tools = tools;
    this.server = server;
  }

  @Override
  public Component component() {
    return Component.DATABASE;
  }

  @Override
  public Drill.Trial run(BackupId drill, PublishedBackup backup, CaptureProgress progress) {
    return Interruptible.run(
        "drill " + drill,
        ErrorCode.RESTORE_INTERRUPTED,
        "The drill was stopped by the service",
        abort -> new DrillRun(settings, tools, server, drill, progress, abort).run(backup));
  }

  @Override
  public void clearUp() {
    MaintenanceDatabase.beside(settings.url()).ifPresent(Leftovers::clear);
  }
}
