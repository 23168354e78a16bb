package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.target.Targets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Makes a request with an idempotency key start one job, however often and at once it comes. */
final class RepeatedRequests {
  private final RunningJobs running;
  private final FindBackups history;
  private final Map<Key, Turn> turns = new HashMap<>();

  RepeatedRequests(RunningJobs running, FindBackups history) {
    this.running = running;
    this.history = history;
  }

  /**
   * What the request came to before, or else what {@code start} makes of it now.
   *
   * @throws ChronosException {@code IDEMPOTENCY_KEY_REUSED} where the key came with another request
   */
  Acceptance onlyOnce(BackupRequest request, Targets.Match match, Supplier<Acceptance> start) {
    if (request.idempotency().isEmpty()) {
      return start.get();
    }
    Key key = new Key(request.requestedBy(), request.idempotency().get().key());
    Turn turn = take(key);
    try {
      return earlier(request, request.idempotency().get(), match).orElseGet(start);
    } finally {
      giveBack(key, turn);
    }
  }

  private Optional<Acceptance> earlier(
      BackupRequest request, Idempotency idempotency, Targets.Match match) {
    for (BackupJob job : running.all()) {
      if (job.order().requestedBy().equals(request.requestedBy())
          && same(job.order().idempotency(), idempotency)) {
        return Optional.of(new Acceptance.Accepted(job, match, true));
      }
    }
    return history
        .findByIdempotencyKey(request.requestedBy(), idempotency.key())
        .filter(backup -> same(backup.order().idempotency(), idempotency))
        .map(backup -> answered(backup, match));
  }

  private static Acceptance answered(Backup backup, Targets.Match match) {
    return new Acceptance.Answered(backup, match);
  }

  private static boolean same(Optional<Idempotency> earlier, Idempotency now) {
    if (earlier.isEmpty() || !earlier.get().key().equals(now.key())) {
      return false;
    }
    if (!earlier.get().request().equals(now.request())) {
      throw new ChronosException(
              ErrorCode.IDEMPOTENCY_KEY_REUSED,
              "The key '" + now.key() + "' came before with another request")
          .with("field", "Idempotency-Key");
    }
    return true;
  }

  private Turn take(Key key) {
    Turn turn;
    synchronized (turns) {
      turn = turns.computeIfAbsent(key, first -> new Turn());
      turn.waiting++;
    }
    turn.lock.lock();
    return turn;
  }

  private void giveBack(Key key, Turn turn) {
    turn.lock.unlock();
    synchronized (turns) {
      if (--turn.waiting == 0) {
        turns.remove(key);
      }
    }
  }

  private record Key(String requestedBy, String key) {}

  /** One request at a time goes on with a key; the others wait and then find what it started. */
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private int waiting;
  }
}
