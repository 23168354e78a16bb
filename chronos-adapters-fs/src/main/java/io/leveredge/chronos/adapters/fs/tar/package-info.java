/**
 * Archives in the pax interchange format (POSIX.1-2017, pax, "pax Interchange Format"), written in
 * one pass, with the extensions of GNU tar for sparse files.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.tar;

import org.jspecify.annotations.NullMarked;
