/** Where backups are written and found: the backup directory and what stands in for it. */
@NullMarked
package io.leveredge.chronos.ports.storage;

import org.jspecify.annotations.NullMarked;
