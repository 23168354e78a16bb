package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StateFormat;
import io.leveredge.chronos.ports.system.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Puts CHRONOS's own state into a backup. What cannot be found out is named in it and fails no
 * backup; a disk that does not take it fails the backup as it would with any artifact.
 */
public final class CarryState {
  private static final System.Logger LOG = System.getLogger(CarryState.class.getName());

  private final CollectState collect;
  private final StateFormat format;
  private final Clock clock;

  public CarryState(
      BackupCatalog catalog,
      FindBackups history,
      RunJournal journal,
      RestoreLog restores,
      RestoreJournal restoreJournal,
      StateFormat format,
      Clock clock) {
    this.collect =
        new CollectState(
            catalog, history, journal, new CollectRestores(restores, restoreJournal), clock);
    this.format = format;
    this.clock = clock;
  }

  /** Writes the state as it is now, as an artifact for the manifest's own ones. */
  public Artifact into(StagedBackup staged) {
    byte[] plain = plain();
    try (ArtifactSink sink = staged.artifact(OwnState.ARTIFACT, Codec.GZIP)) {
      sink.write(plain, 0, plain.length);
      return sink.finish().artifact();
    }
  }

  private byte[] plain() {
    try {
      return format.write(collect.now());
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "The service's own state is not in the backup", bug);
      return format.write(
          new OwnState(
              clock.now(),
              Optional.empty(),
              List.of("Everything: it could not be collected, by a mistake of ours"),
              List.of(),
              List.of(),
              List.of()));
    }
  }
}
