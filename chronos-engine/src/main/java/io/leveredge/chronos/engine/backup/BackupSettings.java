package io.leveredge.chronos.engine.backup;

import java.time.Duration;

/**
 * How backups are taken.
 *
 * @param keep how long a backup is kept where nothing else says so
 * @param queue how long a request waits for a busy target
 * @param writtenBy this program and its version, for the manifests
 */
public record BackupSettings(Duration keep, Duration queue, String writtenBy) {
  public BackupSettings {
    if (keep.isNegative() || keep.isZero() || queue.isNegative()) {
      throw new IllegalArgumentException("Not usable: keep " + keep + ", queue " + queue);
    }
  }
}
