/**
 * A database as a source of backups: one snapshot, listed by us and dumped by pg_dump, and the two
 * compared before anything counts as dumped.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.dump;

import org.jspecify.annotations.NullMarked;
