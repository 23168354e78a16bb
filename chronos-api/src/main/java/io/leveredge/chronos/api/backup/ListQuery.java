package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.ports.catalog.BackupQuery;
import java.util.Optional;

/**
 * What a list was asked for.
 *
 * @param backups which backups, or empty for none at all
 * @param legacy whether the directories that are no backups, too
 */
record ListQuery(Optional<BackupQuery> backups, boolean legacy) {}
