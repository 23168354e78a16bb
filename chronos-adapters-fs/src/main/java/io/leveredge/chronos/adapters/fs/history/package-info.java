/** The history of backups as the backup directory alone tells it. */
@NullMarked
package io.leveredge.chronos.adapters.fs.history;

import org.jspecify.annotations.NullMarked;
