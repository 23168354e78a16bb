/** What every journal of runs has to keep to, and one in memory. */
@NullMarked
package io.leveredge.chronos.testkit.journal;

import org.jspecify.annotations.NullMarked;
