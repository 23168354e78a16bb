/**
 * n8n as a source of backups: every workflow, byte for byte as its public API answers it, page by
 * page in bounded memory, and the list read again until it is known to be whole.
 */
@NullMarked
package io.leveredge.chronos.adapters.n8n;

import org.jspecify.annotations.NullMarked;
