package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.ClientAccess;
import io.leveredge.chronos.adapters.postgres.client.ClientRun;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.PostgresClient;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One dump of one database, from the first connection to the result. Used once. */
final class DatabaseCapture {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final Capture capture;
  private final Abort abort;
  private final Connections connections;
  private final PostgresFaults faults;

  DatabaseCapture(DatabaseSettings settings, DumpTools tools, Capture capture, Abort abort) {
    this.settings = settings;
    this.tools = tools;
    this.capture = capture;
    this.abort = abort;
    this.connections = new Connections(settings.url());
    this.faults = new PostgresFaults(settings.url());
  }

  ComponentResult run() {
    capture.progress().doing("connecting to the database");
    Optional<String> nonce = tools.mark().freshNonce();
    Connection connection = connect();
    Abort.Registration registration = abort.whenGivenUp(() -> cut(connection));
    try {
      Pooling.refuse(connection, connections);
      try (SnapshotSession session = SnapshotSession.begin(connection)) {
        return dump(session, nonce);
      }
    } catch (SQLException failure) {
      throw faults.working("Reading the database", failure);
    } finally {
      registration.takeBack();
      cut(connection);
    }
  }

  private Connection connect() {
    try {
      return connections.patient(SessionName.of(capture.id()));
    } catch (SQLException failure) {
      throw faults.connecting(failure);
    }
  }

  private ComponentResult dump(SnapshotSession session, Optional<String> nonce)
      throws SQLException {
    PostgresClient client = client(session.facts());
    Exclusions exclusions = Exclusions.decide(session, settings, nonce);
    ExpectedContents expected = ContentsQuery.ask(session, exclusions.schemas());
    try (ClientAccess access =
        ClientAccess.prepare(
            settings.url(),
            SessionName.of(capture.id()),
            PgDump.sessionSettings(session.facts()),
            tools.privateFolder())) {
      DumpRun run =
          new DumpRun(
              settings,
              capture,
              session,
              exclusions.schemas(),
              client,
              access.environment(),
              new ClientRun(tools.processes(), capture.children(), abort),
              faults);
      return steps(run, expected, new DumpReport(settings, exclusions));
    }
  }

  private PostgresClient client(ServerFacts facts) {
    if (facts.versionNumber() < ServerFacts.OLDEST) {
      throw new ChronosException(
          ErrorCode.DATABASE_NOT_SUPPORTED,
          "The server is PostgreSQL %s; 10 is the oldest that can be backed up"
              .formatted(facts.version()));
    }
    return tools.clients().forServer(facts.major(), facts.version());
  }

  private ComponentResult steps(DumpRun run, ExpectedContents expected, DumpReport report)
      throws SQLException {
    List<Artifact> artifacts = new ArrayList<>();
    capture.progress().doing("dumping the database");
    TableFiles files =
        TableFiles.of(run.session().connection(), run.session().facts(), run.excluded());
    DumpStep.Dumped dumped = new DumpStep(run, files).run();
    ContentsCheck.compare(expected, dumped.scanned().inventory());
    artifacts.add(dumped.artifact().artifact());
    if (settings.globals()) {
      capture.progress().doing("dumping roles and settings");
      GlobalsStep.Globals globals = new GlobalsStep(run).run();
      artifacts.add(globals.artifact().artifact());
      report.note(globals.notes());
    }
    ServerFacts facts = run.session().facts();
    DumpIndex index =
        new DumpIndex(
            facts.encoding(),
            facts.version(),
            dumped.scanned().inventory(),
            expected.uncovered(),
            dumped.artifact().blocks());
    artifacts.add(IndexStep.run(capture, index).artifact());
    report.note(dumped.warnings());
    return report.result(run, index, artifacts);
  }

  /** The session ends at the server too, even in the middle of an answer. */
  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
