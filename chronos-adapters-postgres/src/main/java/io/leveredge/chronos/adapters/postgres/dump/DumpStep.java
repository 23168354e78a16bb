package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.ClientRun;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.sql.DumpScanner;
import io.leveredge.chronos.adapters.postgres.sql.ScannedDump;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Runs pg_dump into {@code database.sql}, taking the inventory as the bytes pass. */
final class DumpStep {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final DumpRun run;
  private final TableFiles filesOfSnapshot;
  private final DumpScanner scanner = new DumpScanner();
  private boolean locksChecked;

  /**
   * @param filesOfSnapshot as the snapshot shows them
   */
  DumpStep(DumpRun run, TableFiles filesOfSnapshot) {
    this.run = run;
    this.filesOfSnapshot = filesOfSnapshot;
  }

  /** A dump that pg_dump called finished, and what it holds. */
  record Dumped(StoredArtifact artifact, ScannedDump scanned, List<String> warnings) {
    Dumped {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @throws ChronosException unless pg_dump ended well and the dump was seen to its end
   */
  Dumped run() throws SQLException {
    Capture capture = run.capture();
    ArtifactName name = new ArtifactName("database.sql" + capture.codec().suffix());
    try (ArtifactSink sink = capture.staging().artifact(name, capture.codec())) {
      ClientRun.Ending ending =
          run.programs()
              .run(
                  PgDump.command(
                      run.client(),
                      run.session(),
                      run.settings(),
                      run.excluded(),
                      run.environment()),
                  (buffer, offset, length) -> {
                    checkLocksOnce();
                    capture.progress().read(length);
                    scanner.accept(buffer, offset, length);
                    sink.write(buffer, offset, length);
                  });
      if (ending.status() != 0) {
        throw failure(ending);
      }
      ScannedDump scanned = whole(scanner.finish());
      List<String> warnings = new Warnings(run.settings().url()).of(ending.errors());
      return new Dumped(sink.finish(), scanned, warnings);
    }
  }

  /** With its first byte pg_dump has locked every table. */
  private void checkLocksOnce() {
    if (locksChecked) {
      return;
    }
    locksChecked = true;
    Connections connections = new Connections(run.settings().url());
    String name = SessionName.of(run.capture().id());
    try (Connection now = connections.hurried(name, LOOK)) {
      filesOfSnapshot.refuseChanged(TableFiles.of(now, run.session().facts(), run.excluded()));
    } catch (SQLException failure) {
      throw run.faults().working("Looking at the tables' files", failure);
    }
  }

  private ChronosException failure(ClientRun.Ending ending) throws SQLException {
    ChronosException failure = run.faults().program("pg_dump", ending.status(), ending.errors());
    if (failure.code() != ErrorCode.DATABASE_LOCKED) {
      return failure;
    }
    List<String> holders = LockHolders.describe(run.session().connection());
    return holders.isEmpty()
        ? failure
        : new ChronosException(
            ErrorCode.DATABASE_LOCKED,
            "After %d ms of waiting, %s"
                .formatted(run.settings().lockWait().toMillis(), String.join("; ", holders)));
  }

  /** Makes sure that pg_dump came to its end and that everything in its dump is accounted for. */
  static ScannedDump whole(ScannedDump scanned) {
    if (!scanned.trailerSeen()) {
      throw new ChronosException(
          ErrorCode.DUMP_INCOMPLETE,
          "pg_dump ended well, but its last line is missing after %d bytes"
              .formatted(scanned.bytes()));
    }
    if (!scanned.statementsRefused().isEmpty()) {
      throw new ChronosException(
          ErrorCode.DUMP_NOT_UNDERSTOOD,
          "The dump changes rows past its inventory: "
              + String.join("; ", scanned.statementsRefused()));
    }
    return scanned;
  }
}
