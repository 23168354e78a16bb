/** The catalog on real servers, some of which are taken away while it works. */
@NullMarked
package io.leveredge.chronos.adapters.catalog;

import org.jspecify.annotations.NullMarked;
