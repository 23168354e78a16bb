/** Restores as callers over HTTP meet them. */
@NullMarked
package io.leveredge.chronos.api.restore;

import org.jspecify.annotations.NullMarked;
