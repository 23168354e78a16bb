/**
 * What the design asks of every class, as rules that fail with their reason. A rule is a named
 * constant; for each there is a known-bad fixture, in a package called {@code fixture}, that it
 * must catch.
 */
@NullMarked
package io.leveredge.chronos.architecture;

import org.jspecify.annotations.NullMarked;
