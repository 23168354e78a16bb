/**
 * Real PostgreSQL servers for tests. Start at {@link TestPostgres}: {@code
 * TestPostgres.shared().createDatabase()} gives an empty database in milliseconds.
 */
@NullMarked
package io.leveredge.chronos.testkit.postgres;

import org.jspecify.annotations.NullMarked;
