/** Contracts, fakes and samples of putting components back and of keeping what was done. */
@NullMarked
package io.leveredge.chronos.testkit.restore;

import org.jspecify.annotations.NullMarked;
