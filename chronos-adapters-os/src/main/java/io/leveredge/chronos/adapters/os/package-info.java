/**
 * The operating system: the one class that reads a clock, {@link SystemClock}, and the one that
 * starts processes, {@link OsChildProcesses}. Linux is required: processes are told apart by what
 * {@code /proc} says of them.
 */
@NullMarked
package io.leveredge.chronos.adapters.os;

import org.jspecify.annotations.NullMarked;
