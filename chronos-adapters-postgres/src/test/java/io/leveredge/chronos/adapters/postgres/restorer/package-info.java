/** Tests of restores of whole backups and of single tables, on a real PostgreSQL server. */
@NullMarked
package io.leveredge.chronos.adapters.postgres.restorer;

import org.jspecify.annotations.NullMarked;
