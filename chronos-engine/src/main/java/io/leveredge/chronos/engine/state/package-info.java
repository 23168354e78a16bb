/** CHRONOS's own state, which each backup carries along. */
@NullMarked
package io.leveredge.chronos.engine.state;

import org.jspecify.annotations.NullMarked;
