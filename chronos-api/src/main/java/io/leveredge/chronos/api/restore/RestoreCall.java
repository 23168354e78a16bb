package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.engine.restore.RestoreRequest;

/**
 * What the body of {@code POST /restore/{backup_id}} says.
 *
 * @param dryRun whether only the plan is wanted
 * @param page which of its changes
 * @param waits whether the answer comes when the restore has ended
 */
record RestoreCall(RestoreRequest request, boolean dryRun, PlanPage page, boolean waits) {}
