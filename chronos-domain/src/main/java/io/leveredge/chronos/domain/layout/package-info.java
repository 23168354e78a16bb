/** Where backups lie below the backup directory, and under which names. */
@NullMarked
package io.leveredge.chronos.domain.layout;

import org.jspecify.annotations.NullMarked;
