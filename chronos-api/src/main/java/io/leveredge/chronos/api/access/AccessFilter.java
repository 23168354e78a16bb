package io.leveredge.chronos.api.access;

import io.leveredge.chronos.domain.access.Principal;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Lets a call in, with the name of whoever makes it, or answers at the door.
 *
 * <p>A filter of our own and not micronaut-security, because the rules do not fit its model: a
 * wrong token is refused on calls that need none, where micronaut-security goes on anonymously;
 * host and origin come first; what a scope allows is decided by the use cases, which know the
 * principal. What is left is a comparison of digests.
 */
@ServerFilter("/**")
final class AccessFilter implements Ordered {
  private final AccessRules rules;

  AccessFilter(AccessRules rules) {
    this.rules = rules;
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    Principal caller =
        rules.admit(
            new AccessRules.Call(
                request.getPath(),
                headers.getAll(HttpHeaders.HOST),
                headers.getAll(HttpHeaders.ORIGIN),
                headers.getAll(HttpHeaders.AUTHORIZATION),
                request.getRemoteAddress().getAddress(),
                headers.contains(HttpHeaders.FORWARDED) || headers.contains("X-Forwarded-For")));
    Callers.remember(request, caller);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
