package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.verification.ArtifactCheck;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads every stored byte that is wanted of a backup before anything else is done. */
final class Verification {
  private final CountedBackup backup;
  private final List<Artifact> needed;
  private final Clock clock;

  Verification(CountedBackup backup, RestoreChoice choice, Clock clock) {
    this.backup = backup;
    this.clock = clock;
    Set<Component> wanted = wanted(choice);
    needed =
        backup.manifest().components().stream()
            .filter(result -> wanted.contains(result.component()))
            .map(ComponentResult::artifacts)
            .flatMap(List::stream)
            .toList();
  }

  private static Set<Component> wanted(RestoreChoice choice) {
    if (!choice.components().isEmpty()) {
      return choice.components();
    }
    Set<Component> inParts = EnumSet.noneOf(Component.class);
    Arrays.stream(Component.values()).filter(choice::onlyPartsOf).forEach(inParts::add);
    return inParts.isEmpty() ? EnumSet.allOf(Component.class) : inParts;
  }

  /** How many bytes there are to read. */
  long bytes() {
    return needed.stream().mapToLong(artifact -> artifact.storedBytes().value()).sum();
  }

  /**
   * Reads them.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} naming every file that is not as written
   */
  void run(ProgressLine progress) {
    long begun = clock.nanos();
    StringBuilder faults = new StringBuilder();
    for (Artifact artifact : needed) {
      backup.listen(
          sum ->
              progress.show(
                  "verifying " + artifact.name(),
                  ProgressLine.stretch(sum, bytes(), clock.nanos() - begun)));
      switch (ArtifactCheck.of(backup, artifact, VerifyBackup.Depth.STORED)) {
        case FileVerdict.Intact intact -> {}
        case FileVerdict.Corrupt corrupt ->
            faults.append("%s is damaged: %s. ".formatted(corrupt.file(), corrupt.problem()));
        case FileVerdict.Missing missing ->
            faults.append("%s is missing. ".formatted(missing.file()));
      }
    }
    if (!faults.isEmpty()) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          "Of backup %s, %sNothing was changed".formatted(backup.id(), faults));
    }
  }
}
