/** PostgreSQL as a source of backups. */
@NullMarked
package io.leveredge.chronos.adapters.postgres;

import org.jspecify.annotations.NullMarked;
