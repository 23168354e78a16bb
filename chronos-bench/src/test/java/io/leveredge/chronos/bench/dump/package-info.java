/** Tests of the package of the same name. */
@NullMarked
package io.leveredge.chronos.bench.dump;

import org.jspecify.annotations.NullMarked;
