package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentOutcome.Failure;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes addresses out of what people and other programs wrote about a run or a restore. A backup
 * may be copied to where nobody should learn where the fleet's services are, and an address can
 * hold a password or a token.
 */
final class WithoutAddresses {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S*");
  private static final String INSTEAD = "(address left out)";

  private WithoutAddresses() {}

  static Backup of(Backup run) {
    BackupOrder order = run.order();
    return new Backup(
        new BackupOrder(
            order.id(),
            order.type(),
            order.tier(),
            order.target(),
            order.components(),
            order.labels().stream().map(WithoutAddresses::text).toList(),
            order.reason().map(WithoutAddresses::text),
            order.requestedBy(),
            order.createdAt(),
            order.expiresAt(),
            order.idempotency()),
        outcome(run.outcome()));
  }

  /** The same restore. Its facts stay: an undo needs them as they are, and none is an address. */
  static Restore of(Restore restore) {
    RestoreOrder order = restore.order();
    return new Restore(
        new RestoreOrder(
            order.id(),
            order.backup(),
            order.target(),
            order.choice(),
            order.undoes(),
            order.dryRun(),
            order.reason().map(WithoutAddresses::text),
            order.requestedBy(),
            order.createdAt()),
        restore.state(),
        restore.endedAt(),
        restore.safety(),
        restore.components().stream().map(WithoutAddresses::outcome).toList(),
        restore.problem().map(WithoutAddresses::failure),
        restore.undoUntil());
  }

  private static ComponentOutcome outcome(ComponentOutcome outcome) {
    return new ComponentOutcome(
        outcome.component(),
        outcome.state(),
        outcome.counts(),
        renamed(outcome.renamed()),
        outcome.notes().stream().map(WithoutAddresses::text).toList(),
        outcome.facts(),
        outcome.failure().map(WithoutAddresses::failure));
  }

  private static Map<String, String> renamed(Map<String, String> renamed) {
    Map<String, String> without = new TreeMap<>();
    renamed.forEach((before, after) -> without.put(text(before), text(after)));
    return without;
  }

  private static Failure failure(Failure failure) {
    return new Failure(failure.code(), text(failure.problem()));
  }

  private static Outcome outcome(Outcome outcome) {
    return outcome instanceof Outcome.Unfinished(var state, var at, var code, var problem)
        ? new Outcome.Unfinished(state, at, code, text(problem))
        : outcome;
  }

  private static String text(String text) {
    return ADDRESS.matcher(text).replaceAll(INSTEAD);
  }
}
