/** What jobs of every kind share: the claim on a target, a thread of their own, progress. */
@NullMarked
package io.leveredge.chronos.engine.job;

import org.jspecify.annotations.NullMarked;
