/** Parts of a restore, run one by one in a JVM like the service's. */
@NullMarked
package io.leveredge.chronos.bench.part;

import org.jspecify.annotations.NullMarked;
