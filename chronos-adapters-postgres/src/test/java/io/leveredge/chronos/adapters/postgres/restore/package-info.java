/** Tests of dumps, on a real PostgreSQL server. */
@NullMarked
package io.leveredge.chronos.adapters.postgres.restore;

import org.jspecify.annotations.NullMarked;
