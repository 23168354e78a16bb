package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.ports.system.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The tokens of plans: whoever shows one has been told what the restore would do. A token is good
 * for ten minutes and once, for the same caller and the same restore. What the plan counted is not
 * part of that: rows come and go. Tokens are forgotten when the process ends.
 */
public final class PlanTokens {
  static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final int MOST = 10_000;
  private static final int BYTES = 24;

  private final Clock clock;
  private final RandomGenerator random;
  private final SequencedMap<String, Issued> issued = new LinkedHashMap<>();

  /**
   * Made once.
   *
   * @param random one that cannot be guessed
   */
  public PlanTokens(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** What a token is good for. */
  record Binding(BackupId backup, TargetName target, RestoreChoice choice, String caller) {}

  record Issued(Binding binding, long until) {}

  synchronized String issue(Binding binding) {
    removeOld(MOST - 1);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    issued.put(token, new Issued(binding, clock.nanos() + GOOD_FOR.toNanos()));
    return token;
  }

  /** What came of showing a token. */
  sealed interface Redemption {
    /** It is good for nothing that was asked for. */
    record Refused(String why) implements Redemption {}

    /** It was good, and is used up; {@link #giveBack} undoes that. */
    record Taken(String token, Issued issued) implements Redemption {}
  }

  /** Takes a token for that, if it is good. */
  synchronized Redemption redeem(String token, Binding binding) {
    removeOld(MOST);
    Issued known = issued.get(token);
    if (known == null) {
      return new Redemption.Refused(
          "The plan token is not known: used, older than ten minutes, or not ours");
    }
    if (!known.binding().equals(binding)) {
      return new Redemption.Refused(
          "The plan token is that of another caller or of another restore");
    }
    issued.remove(token);
    return new Redemption.Taken(token, known);
  }

  /** Nothing was started for it: it may be shown again, for as long as it could have been. */
  synchronized void giveBack(Redemption.Taken taken) {
    issued.putFirst(taken.token(), taken.issued());
  }

  private void removeOld(int most) {
    long now = clock.nanos();
    var oldest = issued.entrySet().iterator();
    while (oldest.hasNext()
        && (oldest.next().getValue().until() - now < 0 || issued.size() > most)) {
      oldest.remove();
    }
  }
}
