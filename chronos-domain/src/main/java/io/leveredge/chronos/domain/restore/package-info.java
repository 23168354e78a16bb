/** Putting back what a backup holds: what is asked for, what would change, what was done. */
@NullMarked
package io.leveredge.chronos.domain.restore;

import org.jspecify.annotations.NullMarked;
