package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.ClientAccess;
import io.leveredge.chronos.adapters.postgres.client.ClientRun;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresClient;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.sql.DumpScanner;
import io.leveredge.chronos.adapters.postgres.sql.ScannedDump;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dump that is no backup: of a scratch database, to see what came back, or of the catalog's own
 * schema, to carry it from one database to another. Made by the same program with the same settings
 * and seen by the same scanner as that of a backup.
 */
public final class SideDump {
  private final DumpTools tools;
  private final DatabaseSettings settings;
  private final String sessionName;

  /**
   * @param sessionName the application name of its sessions
   */
  public SideDump(DumpTools tools, DatabaseUrl url, String sessionName) {
    this.tools = tools;
    this.settings = DatabaseSettings.whole(url);
    this.sessionName = sessionName;
  }

  /** All of the database. */
  public DumpIndex run(Abort abort, ClientRun.Bytes to) {
    return run(List.of(), abort, to);
  }

  /** One schema. */
  public DumpIndex ofSchema(String schema, Abort abort, ClientRun.Bytes to) {
    return run(List.of("--schema=\"" + schema + '"'), abort, to);
  }

  private DumpIndex run(List<String> more, Abort abort, ClientRun.Bytes to) {
    PostgresFaults faults = new PostgresFaults(settings.url());
    Connection connection;
    try {
      connection = new Connections(settings.url()).patient(sessionName);
    } catch (SQLException failure) {
      throw faults.connecting(failure);
    }
    Abort.Registration registration = abort.whenGivenUp(() -> cut(connection));
    try (SnapshotSession session = SnapshotSession.begin(connection);
        ClientAccess access =
            ClientAccess.prepare(
                settings.url(),
                sessionName,
                PgDump.sessionSettings(session.facts()),
                tools.privateFolder())) {
      ServerFacts facts = session.facts();
      PostgresClient client = tools.clients().forServer(facts.major(), facts.version());
      Command usual = PgDump.command(client, session, settings, List.of(), access.environment());
      List<String> arguments = new ArrayList<>(usual.arguments());
      arguments.addAll(more);
      DumpScanner scanner = new DumpScanner();
      ClientRun.Ending ending =
          new ClientRun(tools.processes(), child -> {}, abort)
              .run(
                  new Command(usual.program(), arguments, usual.environment(), Optional.empty()),
                  (buffer, offset, length) -> {
                    scanner.accept(buffer, offset, length);
                    to.accept(buffer, offset, length);
                  });
      if (ending.status() != 0) {
        throw faults.program("pg_dump", ending.status(), ending.errors());
      }
      ScannedDump scanned = DumpStep.whole(scanner.finish());
      return new DumpIndex(
          facts.encoding(), facts.version(), scanned.inventory(), List.of(), new BlockTable());
    } catch (SQLException failure) {
      throw faults.working("Reading the database", failure);
    } finally {
      registration.takeBack();
      cut(connection);
    }
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
