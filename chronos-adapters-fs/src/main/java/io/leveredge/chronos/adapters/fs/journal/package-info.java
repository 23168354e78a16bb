/** The notes about runs that outlive the process that runs them. */
@NullMarked
package io.leveredge.chronos.adapters.fs.journal;

import org.jspecify.annotations.NullMarked;
