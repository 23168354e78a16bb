/** Which database is backed up, as its operator writes it down. */
@NullMarked
package io.leveredge.chronos.domain.database;

import org.jspecify.annotations.NullMarked;
