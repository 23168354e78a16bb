/** Restores: planned, confirmed, done, taken back, tried, and settled after a crash. */
@NullMarked
package io.leveredge.chronos.engine.restore;

import org.jspecify.annotations.NullMarked;
