/** The PostgreSQL server and the database that are measured against. */
@NullMarked
package io.leveredge.chronos.bench.database;

import org.jspecify.annotations.NullMarked;
