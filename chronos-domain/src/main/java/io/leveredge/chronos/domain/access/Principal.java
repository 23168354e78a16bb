package io.leveredge.chronos.domain.access;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name for the records: a token's name, or {@code anonymous}
 */
public record Principal(String name, Set<Scope> scopes) {
  /** A caller without a token. */
  public static final Principal ANONYMOUS = new Principal("anonymous", Set.of());

  public Principal {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A principal needs a name");
    }
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }
}
