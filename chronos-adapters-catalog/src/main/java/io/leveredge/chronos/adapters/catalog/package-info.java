/** The catalog in PostgreSQL. */
@NullMarked
package io.leveredge.chronos.adapters.catalog;

import org.jspecify.annotations.NullMarked;
