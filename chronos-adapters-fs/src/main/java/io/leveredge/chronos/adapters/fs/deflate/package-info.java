/**
 * An encoder of the deflate format (RFC 1951) that puts speed first: one candidate for each match,
 * no search for a better one, and for each block the shortest of the format's three ways to write
 * it. What it writes is read by every inflater.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.deflate;

import org.jspecify.annotations.NullMarked;
