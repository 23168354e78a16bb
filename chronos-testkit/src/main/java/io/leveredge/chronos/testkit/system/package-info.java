/**
 * The clock and the operating system in tests: a clock that is set by hand, programs that follow a
 * script, and what every implementation of the two ports must do.
 */
@NullMarked
package io.leveredge.chronos.testkit.system;

import org.jspecify.annotations.NullMarked;
