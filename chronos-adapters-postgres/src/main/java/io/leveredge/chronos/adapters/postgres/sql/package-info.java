/**
 * The stream that pg_dump writes in plain format, read as it passes: {@link
 * io.leveredge.chronos.adapters.postgres.sql.SqlLexer} cuts it into statements and COPY data, and
 * {@link io.leveredge.chronos.adapters.postgres.sql.DumpScanner} makes the inventory of them.
 * Nothing here reads or writes a file, a process or a database, and memory does not grow with the
 * data.
 */
@NullMarked
package io.leveredge.chronos.adapters.postgres.sql;

import org.jspecify.annotations.NullMarked;
