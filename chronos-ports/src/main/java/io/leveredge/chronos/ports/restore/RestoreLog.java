package io.leveredge.chronos.ports.restore;

import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import java.util.List;
import java.util.Optional;

/**
 * The record of every restore and dry run. Failures are {@code ChronosException} with {@code
 * CATALOG_UNAVAILABLE}.
 */
public interface RestoreLog {

  /** Keeps what is now known of it. Idempotent; one that has ended never runs again. */
  void record(Restore restore);

  Optional<Restore> find(RestoreId id);

  /**
   * The newest, that is those with the highest ids, downwards.
   *
   * @param before only ids below this one: the cursor
   * @param limit at most so many, 1 to 1000
   */
  List<Restore> list(Optional<RestoreId> before, int limit);

  /** The restores of which something may still be kept for an undo: those with an end of it. */
  List<Restore> undoable();
}
