/** Who is let in. */
@NullMarked
package io.leveredge.chronos.api.access;

import org.jspecify.annotations.NullMarked;
