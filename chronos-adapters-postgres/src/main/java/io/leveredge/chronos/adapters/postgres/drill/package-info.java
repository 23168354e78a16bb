/** Trying that the dump of a backup comes back: in a scratch database, which is gone afterwards. */
@NullMarked
package io.leveredge.chronos.adapters.postgres.drill;

import org.jspecify.annotations.NullMarked;
