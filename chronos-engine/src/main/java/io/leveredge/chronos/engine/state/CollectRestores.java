package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The restores and dry runs that a backup carries along: those that have ended. */
final class CollectRestores {
  private static final int MOST = 1000;

  private final RestoreLog log;
  private final RestoreJournal journal;

  CollectRestores(RestoreLog log, RestoreJournal journal) {
    this.log = log;
    this.journal = journal;
  }

  /** What the log knows, and the ends that it has not heard of, the newest first. */
  List<Restore> since(Instant since, Lacking lacking) {
    List<Restore> known =
        lacking.ask(
            "restores that the catalog alone knows",
            () -> log.list(Optional.empty(), MOST),
            List.of());
    List<Restore> untold =
        lacking.ask("restores that the catalog has not heard of", journal::untold, List.of());
    Map<RestoreId, Restore> restores = new TreeMap<>(Comparator.reverseOrder());
    known.forEach(restore -> restores.put(restore.id(), restore));
    untold.forEach(restore -> restores.put(restore.id(), restore));
    restores.keySet().removeIf(id -> id.job().instant().isBefore(since));
    if (restores.size() >= MOST) {
      lacking.add("Restores: only the newest " + MOST + " are here");
    }
    return restores.values().stream()
        .filter(restore -> restore.state() != RestoreState.RUNNING)
        .limit(MOST)
        .map(WithoutAddresses::of)
        .toList();
  }
}
