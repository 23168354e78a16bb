/**
 * Configuration files put back from a backup: what would change, changing it without ever following
 * a link, and trying it in a scratch folder.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.restore;

import org.jspecify.annotations.NullMarked;
