/** What the encoder writes, as other programs read it. */
@NullMarked
package io.leveredge.chronos.adapters.fs.deflate;

import org.jspecify.annotations.NullMarked;
