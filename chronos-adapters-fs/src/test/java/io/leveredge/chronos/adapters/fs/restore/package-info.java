/** Files are put back byte for byte, and nothing else is touched, whatever somebody tries. */
@NullMarked
package io.leveredge.chronos.adapters.fs.restore;

import org.jspecify.annotations.NullMarked;
