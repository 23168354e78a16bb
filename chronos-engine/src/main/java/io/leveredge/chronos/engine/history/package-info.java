/** Finding and deleting backups. */
@NullMarked
package io.leveredge.chronos.engine.history;

import org.jspecify.annotations.NullMarked;
