/** Tests of the package of the same name. */
@NullMarked
package io.leveredge.chronos.bench.restore;

import org.jspecify.annotations.NullMarked;
