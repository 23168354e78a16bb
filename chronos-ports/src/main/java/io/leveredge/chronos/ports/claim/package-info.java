/** One job per target, across threads, processes and machines. */
@NullMarked
package io.leveredge.chronos.ports.claim;

import org.jspecify.annotations.NullMarked;
