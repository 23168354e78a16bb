/** Who asks, and what they may do. */
@NullMarked
package io.leveredge.chronos.domain.access;

import org.jspecify.annotations.NullMarked;
