package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.util.Optional;

/**
 * A wish for a restore, or for its plan.
 *
 * @param target the name of the target that it goes to, as the caller wrote it; the backup's own
 *     where empty
 * @param choice its components may be empty: all that the backup holds, or those whose parts are
 *     chosen
 * @param allowPartial whether a backup that lacks something will do
 * @param planToken of the plan that the caller has seen
 */
public record RestoreRequest(
    BackupId backup,
    Optional<String> target,
    RestoreChoice choice,
    boolean allowPartial,
    Optional<String> planToken,
    Optional<String> reason,
    Principal caller) {}
