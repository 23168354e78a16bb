/**
 * Workflows put back into n8n through its public API: what would change, each change made and read
 * back, and all of it taken back where one fails.
 */
@NullMarked
package io.leveredge.chronos.adapters.n8n.restore;

import org.jspecify.annotations.NullMarked;
