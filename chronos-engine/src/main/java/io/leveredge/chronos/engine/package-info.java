/** The use cases of CHRONOS, as plain classes over the ports. */
@NullMarked
package io.leveredge.chronos.engine;

import org.jspecify.annotations.NullMarked;
