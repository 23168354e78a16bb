/** Real PostgreSQL servers for tests. */
@NullMarked
package io.leveredge.chronos.testkit.postgres;

import org.jspecify.annotations.NullMarked;
