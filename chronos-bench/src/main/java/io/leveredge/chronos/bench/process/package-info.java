/** Running things from outside: shell scripts, and leaving nothing of them behind. */
@NullMarked
package io.leveredge.chronos.bench.process;

import org.jspecify.annotations.NullMarked;
