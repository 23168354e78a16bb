/**
 * A database as something that backups are put back into: the port's restores, what they keep for
 * an undo, and what settles one that died.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.restorer;

import org.jspecify.annotations.NullMarked;
