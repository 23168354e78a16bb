/**
 * What a restore of a database would do, and what stands in its way. Nothing here changes anything:
 * every session is read-only, and no scratch object is made.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.plan;

import org.jspecify.annotations.NullMarked;
