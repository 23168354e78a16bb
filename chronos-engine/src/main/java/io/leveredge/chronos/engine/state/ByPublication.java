package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import java.time.Instant;
import java.util.Comparator;

/**
 * Orders backups by when they were published, the earliest first. Their ids are in the order in
 * which they began, and of two targets the one that began first may end last.
 */
final class ByPublication {
  static final Comparator<Backup> ORDER =
      Comparator.<Backup, Instant>comparing(backup -> backup.endedAt().orElse(Instant.MIN))
          .thenComparing(Backup::id);

  private ByPublication() {}
}
