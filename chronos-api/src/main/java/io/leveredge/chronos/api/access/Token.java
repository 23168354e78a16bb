package io.leveredge.chronos.api.access;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.util.Set;

/**
 * A bearer token that the service knows, by its digest: a token has so much chance in it that
 * nothing slower than SHA-256 is needed.
 *
 * @param name of whoever holds it, for the records
 * @param digest of the token's UTF-8 bytes
 */
public record Token(String name, Sha256 digest, Set<Scope> scopes) {
  public Token {
    scopes = Set.copyOf(scopes);
  }

  Principal principal() {
    return new Principal(name, scopes);
  }
}
