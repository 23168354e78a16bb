/** A backup: its identity, what was ordered, and what came of it. */
@NullMarked
package io.leveredge.chronos.domain.backup;

import org.jspecify.annotations.NullMarked;
