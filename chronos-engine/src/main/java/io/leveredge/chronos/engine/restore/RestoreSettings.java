package io.leveredge.chronos.engine.restore;

import java.time.Duration;

/**
 * How restores are done.
 *
 * @param planRequired whether each needs the token of its plan
 * @param queue how long a request waits for a busy target
 * @param undo how long what a restore replaced is kept
 */
public record RestoreSettings(boolean planRequired, Duration queue, Duration undo) {
  public RestoreSettings {
    if (queue.isNegative() || undo.isNegative()) {
      throw new IllegalArgumentException("Not usable: queue " + queue + ", undo " + undo);
    }
  }
}
