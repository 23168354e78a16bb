/**
 * What reaches a PostgreSQL server: the driver's connections, the installed client programs, and
 * how the failures of both are told apart.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.client;

import org.jspecify.annotations.NullMarked;
