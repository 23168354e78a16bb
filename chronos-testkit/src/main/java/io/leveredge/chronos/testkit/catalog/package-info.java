/** The contracts of what is known of backups, and what keeps them in memory. */
@NullMarked
package io.leveredge.chronos.testkit.catalog;

import org.jspecify.annotations.NullMarked;
