/** The index over the backups, and the journal of the runs that it has not heard of yet. */
@NullMarked
package io.leveredge.chronos.ports.catalog;

import org.jspecify.annotations.NullMarked;
