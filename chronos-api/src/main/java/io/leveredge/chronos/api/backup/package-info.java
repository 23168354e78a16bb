/** Backups over HTTP: asking for one, listing, reading and deleting them. */
@NullMarked
package io.leveredge.chronos.api.backup;

import org.jspecify.annotations.NullMarked;
