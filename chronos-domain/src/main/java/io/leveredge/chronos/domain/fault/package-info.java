/** Everything that can go wrong, under stable codes, with a hint that says what to do. */
@NullMarked
package io.leveredge.chronos.domain.fault;

import org.jspecify.annotations.NullMarked;
