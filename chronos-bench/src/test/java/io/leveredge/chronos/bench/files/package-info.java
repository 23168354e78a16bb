/** Tests of the package of the same name. */
@NullMarked
package io.leveredge.chronos.bench.files;

import org.jspecify.annotations.NullMarked;
