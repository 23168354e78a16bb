package io.leveredge.chronos.ports.system;

import java.util.Optional;

/**
 * One process and no other, even after its number was given to another.
 *
 * @param startTicks when it started, in the kernel's clock ticks since boot: field 22 of {@code
 *     /proc/PID/stat}, proc(5)
 * @param boot the boot that the ticks count from, as the kernel names it, random(4): after the next
 *     one a stranger may have the same number and ticks. Empty where it is not known, as in the
 *     notes of early versions
 */
public record ChildIdentity(long pid, long startTicks, Optional<String> boot) {

  /** One of a boot that is not known. */
  public ChildIdentity(long pid, long startTicks) {
    this(pid, startTicks, Optional.empty());
  }
}
