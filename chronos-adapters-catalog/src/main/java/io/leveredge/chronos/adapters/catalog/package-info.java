/**
 * The catalog in PostgreSQL, schema {@code chronos}: what is known of backups, leased claims on
 * targets, and the mark by which a dump knows the catalog's own database. Everything here may find
 * the server away at any time, says so within two seconds, and recovers by itself.
 */
@NullMarked
package io.leveredge.chronos.adapters.catalog;

import org.jspecify.annotations.NullMarked;
