/** Tests of drills, on a real PostgreSQL server. */
@NullMarked
package io.leveredge.chronos.adapters.postgres.drill;

import org.jspecify.annotations.NullMarked;
