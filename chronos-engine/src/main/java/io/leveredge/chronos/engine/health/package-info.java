/** Whether all is well, and what is not. */
@NullMarked
package io.leveredge.chronos.engine.health;

import org.jspecify.annotations.NullMarked;
