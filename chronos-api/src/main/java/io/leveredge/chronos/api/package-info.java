/** REST. */
@NullMarked
package io.leveredge.chronos.api;

import org.jspecify.annotations.NullMarked;
