/** {@code /catalog}: whether the index and the backup directory agree. */
@NullMarked
package io.leveredge.chronos.api.catalog;

import org.jspecify.annotations.NullMarked;
