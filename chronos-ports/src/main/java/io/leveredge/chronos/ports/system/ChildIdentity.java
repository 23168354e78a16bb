package io.leveredge.chronos.ports.system;

/**
 * One process and no other, even after its number was given to another.
 *
 * @param startTicks when it started, in the kernel's clock ticks since boot: field 22 of {@code
 *     /proc/PID/stat}, proc(5)
 */
public record ChildIdentity(long pid, long startTicks) {}
