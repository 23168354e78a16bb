/** What failed calls answer. */
@NullMarked
package io.leveredge.chronos.api.problem;

import org.jspecify.annotations.NullMarked;
