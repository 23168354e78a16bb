/**
 * File operations that survive a power cut, or fail in words that name the file and the reason;
 * locks between processes.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.disk;

import org.jspecify.annotations.NullMarked;
