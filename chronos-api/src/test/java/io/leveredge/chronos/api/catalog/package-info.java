/** {@code /catalog} over HTTP. */
@NullMarked
package io.leveredge.chronos.api.catalog;

import org.jspecify.annotations.NullMarked;
