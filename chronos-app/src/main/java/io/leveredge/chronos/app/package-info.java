/** The running service. */
@NullMarked
package io.leveredge.chronos.app;

import org.jspecify.annotations.NullMarked;
