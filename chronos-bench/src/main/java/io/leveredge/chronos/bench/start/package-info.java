/** Section start: how long the service takes to answer. */
@NullMarked
package io.leveredge.chronos.bench.start;

import org.jspecify.annotations.NullMarked;
