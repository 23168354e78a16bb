/** Backups over HTTP, from outside. */
@NullMarked
package io.leveredge.chronos.api.backup;

import org.jspecify.annotations.NullMarked;
