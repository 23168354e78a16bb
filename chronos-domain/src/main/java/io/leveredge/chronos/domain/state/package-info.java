/** What CHRONOS knows and no manifest tells, as each backup carries it. */
@NullMarked
package io.leveredge.chronos.domain.state;

import org.jspecify.annotations.NullMarked;
