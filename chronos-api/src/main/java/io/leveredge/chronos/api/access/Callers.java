package io.leveredge.chronos.api.access;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpRequest;

/** Who makes a call that was let in. */
public final class Callers {
  private static final String ATTRIBUTE = Principal.class.getName();

  private Callers() {}

  static void remember(HttpRequest<?> request, Principal caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }

  /** The caller; {@code anonymous} without a token. */
  public static Principal of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Principal.class).orElse(Principal.ANONYMOUS);
  }

  /**
   * The caller, who has that scope.
   *
   * @throws ChronosException {@code TOKEN_REQUIRED} without a token, {@code SCOPE_MISSING} with one
   *     that is not enough
   */
  public static Principal require(HttpRequest<?> request, Scope scope) {
    Principal caller = of(request);
    if (caller.may(scope)) {
      return caller;
    }
    if (caller.equals(Principal.ANONYMOUS)) {
      throw new ChronosException(
              ErrorCode.TOKEN_REQUIRED, "Only a token with the scope '" + scope.wire() + "' may")
          .with("scope", scope.wire());
    }
    throw new ChronosException(
            ErrorCode.SCOPE_MISSING,
            "The token of '%s' lacks the scope '%s'".formatted(caller.name(), scope.wire()))
        .with("scope", scope.wire());
  }
}
