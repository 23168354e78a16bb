/**
 * Compression of one artifact in blocks that several threads work on and that each can be read
 * alone.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.block;

import org.jspecify.annotations.NullMarked;
