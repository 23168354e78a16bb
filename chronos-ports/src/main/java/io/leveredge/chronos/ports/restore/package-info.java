/** Putting components back, trying that they come back, and keeping what was done. */
@NullMarked
package io.leveredge.chronos.ports.restore;

import org.jspecify.annotations.NullMarked;
