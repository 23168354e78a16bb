/** Workflows put back into fake and real ones of n8n. */
@NullMarked
package io.leveredge.chronos.adapters.n8n.restore;

import org.jspecify.annotations.NullMarked;
