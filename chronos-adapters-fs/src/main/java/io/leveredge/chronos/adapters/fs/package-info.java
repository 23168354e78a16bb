/** The backup directory. */
@NullMarked
package io.leveredge.chronos.adapters.fs;

import org.jspecify.annotations.NullMarked;
