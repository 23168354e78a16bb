/**
 * Hooks as commands of the operator, run by {@code /bin/sh}. Their texts come from the
 * configuration; what is particular to a backup reaches them as environment variables, never as
 * part of a text that a shell reads.
 */
@NullMarked
package io.leveredge.chronos.adapters.os.hook;

import org.jspecify.annotations.NullMarked;
