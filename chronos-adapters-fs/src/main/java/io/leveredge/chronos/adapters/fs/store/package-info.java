/** The backup directory: staging, publication by one rename, reading, discarding. */
@NullMarked
package io.leveredge.chronos.adapters.fs.store;

import org.jspecify.annotations.NullMarked;
