/**
 * A PostgreSQL server of our own, made from the installed binaries: for the catalog where no other
 * server is configured, for trying the service out, and for tests.
 */
@NullMarked
package io.leveredge.chronos.adapters.os.postgres;

import org.jspecify.annotations.NullMarked;
