package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.verification.ArtifactCheck;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.stream.Stream;

/** Every stored byte that a restore of one component needs. Reads only, and keeps nothing. */
final class NeededBytes {
  private NeededBytes() {}

  /**
   * What each artifact of the component is found to be, read when it is asked for.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code SHUTTING_DOWN} where the
   *     thread was interrupted, which says nothing about the artifact
   */
  static Stream<FileVerdict> verdicts(
      PublishedBackup backup, Component component, CaptureProgress progress) {
    return backup.manifest().components().stream()
        .filter(result -> result.component() == component)
        .flatMap(result -> result.artifacts().stream())
        .map(
            artifact -> {
              progress.doing("verifying " + artifact.name());
              return ArtifactCheck.of(backup, artifact, VerifyBackup.Depth.STORED);
            });
  }
}
