package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A log in memory that can be made unreachable. Safe for use by several threads. */
public final class MemoryRestoreLog implements RestoreLog {
  private final TreeMap<RestoreId, Restore> recorded = new TreeMap<>();
  private final Set<RestoreId> garbled = new HashSet<>();
  private boolean reachable = true;

  /** From now on every call fails with {@code CATALOG_UNAVAILABLE}. */
  public synchronized void goDown() {
    reachable = false;
  }

  /** Ends what {@link #goDown} began; what was recorded before is still there. */
  public synchronized void comeBack() {
    reachable = true;
  }

  /** From now on what is recorded of a restore cannot be read, as if a later version wrote it. */
  public synchronized void garble(RestoreId id) {
    garbled.add(id);
  }

  @Override
  public synchronized void record(Restore restore) {
    requireReachable();
    recorded.merge(
        restore.id(),
        restore,
        (known, news) -> isRunning(news) && !isRunning(known) ? known : news);
  }

  @Override
  public synchronized Optional<Restore> find(RestoreId id) {
    requireReachable();
    if (garbled.contains(id)) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE, "The test made unreadable what is known of " + id);
    }
    return Optional.ofNullable(recorded.get(id));
  }

  @Override
  public synchronized List<Restore> list(Optional<RestoreId> before, int limit) {
    requireReachable();
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("A page has 1 to 1000 restores, not " + limit);
    }
    return newestFirst()
        .filter(restore -> before.filter(id -> restore.id().compareTo(id) >= 0).isEmpty())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Restore> undoable() {
    requireReachable();
    return newestFirst().filter(restore -> restore.undoUntil().isPresent()).toList();
  }

  private Stream<Restore> newestFirst() {
    return recorded.descendingMap().values().stream()
        .filter(restore -> !garbled.contains(restore.id()));
  }

  private static boolean isRunning(Restore restore) {
    return restore.state() == RestoreState.RUNNING;
  }

  private void requireReachable() {
    if (!reachable) {
      throw new ChronosException(
          ErrorCode.CATALOG_UNAVAILABLE, "The catalog does not answer: the test took it down");
    }
  }
}
