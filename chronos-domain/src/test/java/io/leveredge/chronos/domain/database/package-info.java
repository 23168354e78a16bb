/** Tests of the database URL. */
@NullMarked
package io.leveredge.chronos.domain.database;

import org.jspecify.annotations.NullMarked;
