/** The clock and the operating system's processes. */
@NullMarked
package io.leveredge.chronos.ports.system;

import org.jspecify.annotations.NullMarked;
