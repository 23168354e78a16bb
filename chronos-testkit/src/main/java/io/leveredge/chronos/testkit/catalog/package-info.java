/** The contracts of what is known of backups, and a catalog in memory that keeps them. */
@NullMarked
package io.leveredge.chronos.testkit.catalog;

import org.jspecify.annotations.NullMarked;
