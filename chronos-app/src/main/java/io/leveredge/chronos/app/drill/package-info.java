/** Trials of backups on servers of our own. */
@NullMarked
package io.leveredge.chronos.app.drill;

import org.jspecify.annotations.NullMarked;
