/** Restoring, part by part, beside the plain tools. */
@NullMarked
package io.leveredge.chronos.bench.restore;

import org.jspecify.annotations.NullMarked;
