/** The notes about runs and restores that outlive the process that does them. */
@NullMarked
package io.leveredge.chronos.adapters.fs.journal;

import org.jspecify.annotations.NullMarked;
