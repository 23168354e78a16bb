package io.leveredge.chronos.engine.state;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupOrder;
import java.util.regex.Pattern;

/**
 * Takes addresses out of what people and other programs wrote about a run. A backup may be copied
 * to where nobody should learn where the fleet's services are, and an address can hold a password
 * or a token.
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

  private static Outcome outcome(Outcome outcome) {
    return outcome instanceof Outcome.Unfinished(var state, var at, var code, var problem)
        ? new Outcome.Unfinished(state, at, code, text(problem))
        : outcome;
  }

  private static String text(String text) {
    return ADDRESS.matcher(text).replaceAll(INSTEAD);
  }
}
