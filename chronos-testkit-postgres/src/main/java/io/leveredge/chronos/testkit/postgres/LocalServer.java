package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedDatabase;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgres;
import io.leveredge.chronos.adapters.os.postgres.EmbeddedPostgresSettings;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import java.util.Map;

/** A server from the installed binaries, with its data below {@code java.io.tmpdir}. */
final class LocalServer implements PostgresServer {
  private final OsChildProcesses processes = new OsChildProcesses(new SystemClock());
  private final TestServerFolder folder;
  private final EmbeddedPostgres server;

  LocalServer(PostgresInstallation installation, Map<String, String> serverSettings) {
    this.folder = TestServerFolder.create();
    this.server = embedded(installation, folder, serverSettings);
  }

  static EmbeddedPostgres embedded(
      PostgresInstallation installation,
      TestServerFolder folder,
      Map<String, String> serverSettings) {
    SystemClock clock = new SystemClock();
    return new EmbeddedPostgres(
        new OsChildProcesses(clock),
        clock,
        EmbeddedPostgresSettings.of(installation, folder.home())
            .withServerSettings(serverSettings));
  }

  @Override
  public TestDatabase start() {
    EmbeddedDatabase database = server.start();
    return new TestDatabase(
        database.host(),
        database.port(),
        database.user(),
        database.password(),
        database.database());
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void kill() {
    server.postmaster().ifPresent(processes::kill);
  }

  @Override
  public void discard() {
    server.stop();
    folder.delete();
  }
}
