package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.restore.PlanTokens.Redemption;
import io.leveredge.chronos.engine.restore.ResolveRestore.Resolved;
import io.leveredge.chronos.ports.system.Clock;
import java.util.Optional;

/** Puts back what a backup holds. */
public final class RestoreBackup {
  private final ResolveRestore resolve;
  private final PlanRestore plans;
  private final PlanTokens tokens;
  private final StartRestore start;
  private final BackupIds ids;
  private final Clock clock;
  private final RestoreSettings settings;

  public RestoreBackup(
      ResolveRestore resolve,
      PlanRestore plans,
      PlanTokens tokens,
      StartRestore start,
      BackupIds ids,
      Clock clock,
      RestoreSettings settings) {
    this.resolve = resolve;
    this.plans = plans;
    this.tokens = tokens;
    this.start = start;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  /** Whether a restore has to show that its plan was seen. */
  public enum Confirmation {
    /** As the settings say. */
    AS_CONFIGURED,
    /** Always, as where no person is between the caller and the call. */
    REQUIRED
  }

  /**
   * Starts a restore, or says why there is none. A token that is shown must be good, also where
   * none is required.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code SCOPE_MISSING}, or where the
   *     request cannot be met; then nothing was started
   */
  public RestoreAcceptance accept(RestoreRequest request, Confirmation confirmation) {
    Scopes.require(request.caller(), Scope.RESTORE);
    Resolved resolved = resolve.resolve(request);
    Optional<Redemption> shown =
        request
            .planToken()
            .map(token -> tokens.redeem(token, PlanRestore.binding(request, resolved)));
    Optional<String> unconfirmed = unconfirmed(shown, confirmation);
    if (unconfirmed.isPresent()) {
      return new RestoreAcceptance.Unconfirmed(
          unconfirmed.get(), plans.plan(request, resolved, PlanPage.FIRST));
    }
    boolean started = false;
    try {
      RestoreAcceptance acceptance = start(request, resolved);
      started = acceptance instanceof RestoreAcceptance.Accepted;
      return acceptance;
    } finally {
      if (!started && shown.isPresent() && shown.get() instanceof Redemption.Taken taken) {
        tokens.giveBack(taken);
      }
    }
  }

  private RestoreAcceptance start(RestoreRequest request, Resolved resolved) {
    RestoreOrder order =
        new RestoreOrder(
            new RestoreId(ids.next()),
            resolved.backup().id(),
            resolved.target().name(),
            resolved.choice(),
            Optional.empty(),
            false,
            request.reason(),
            request.caller().name(),
            clock.now());
    RestoreTask task = RestoreTask.of(resolved.target(), resolved.backup());
    return start.start(order, task, () -> {});
  }

  private Optional<String> unconfirmed(Optional<Redemption> shown, Confirmation confirmation) {
    if (shown.isPresent()) {
      return shown.get() instanceof Redemption.Refused(String why)
          ? Optional.of(why)
          : Optional.empty();
    }
    return confirmation == Confirmation.REQUIRED || settings.planRequired()
        ? Optional.of("The restore came without the token of its plan")
        : Optional.empty();
  }
}
