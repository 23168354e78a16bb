/**
 * The database half of a restore: a dump of ours read statement by statement and loaded over JDBC,
 * never by psql; what was loaded is read back and compared before it counts. Nothing here decides
 * whether to restore, and every byte of a dump was verified by the caller.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.restore;

import org.jspecify.annotations.NullMarked;
