package io.leveredge.chronos.engine.job;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import java.util.Optional;

/**
 * How far a running backup is.
 *
 * @param component the one being read now
 * @param doing what is being read of it, for a person; empty before it has begun
 * @param read how much was read so far, of all components, before compression
 * @param bytesPerSecond on average since the first byte
 */
public record Progress(
    Optional<Component> component, String doing, ByteCount read, long bytesPerSecond) {}
