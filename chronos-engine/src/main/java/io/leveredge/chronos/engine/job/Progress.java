package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import java.util.Optional;

/**
 * How far a running backup or restore is.
 *
 * @param component the one being read now
 * @param doing what is being read of it, for a person; empty before it has begun
 * @param read how much was read so far, of all components, before compression
 * @param bytesPerSecond on average since the first byte
 * @param stretch how far what is done now is
 */
public record Progress(
    Optional<Component> component,
    String doing,
    ByteCount read,
    long bytesPerSecond,
    Stretch stretch) {

  /**
   * A part of the work of which it is told how much it is.
   *
   * @param read of it so far
   * @param all about how much there is to read; empty where nobody knows
   * @param bytesPerSecond on average since it began
   */
  public record Stretch(ByteCount read, Optional<ByteCount> all, long bytesPerSecond) {}
}
