package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;

/** Who may. */
final class Scopes {
  private Scopes() {}

  /**
   * Makes sure that the caller may.
   *
   * @throws ChronosException {@code SCOPE_MISSING}
   */
  static void require(Principal caller, Scope scope) {
    if (!caller.may(scope)) {
      throw new ChronosException(
              ErrorCode.SCOPE_MISSING,
              "'%s' lacks the scope '%s'".formatted(caller.name(), scope.wire()))
          .with("scope", scope.wire());
    }
  }
}
