package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.engine.restore.RestoreRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for on the command line.
 *
 * @param from the directory of one backup
 * @param target another one than the backup's own
 * @param dryRun whether only the plan is wanted
 * @param listsAll whether the plan names all that changes, however much it is
 * @param unasked whether it is restored without a question
 */
record RestoreOptions(
    Path from,
    Optional<String> target,
    RestoreChoice choice,
    boolean allowPartial,
    boolean dryRun,
    boolean listsAll,
    boolean unasked) {
  private static final Principal CALLER = new Principal("terminal", Set.of(Scope.RESTORE));

  RestoreRequest request(BackupId backup) {
    return new RestoreRequest(
        backup,
        target,
        choice,
        allowPartial,
        Optional.empty(),
        Optional.of("./chronos restore --from " + from),
        CALLER);
  }

  /** Whether a person has to be asked. */
  boolean asks() {
    return !dryRun && !unasked;
  }
}
