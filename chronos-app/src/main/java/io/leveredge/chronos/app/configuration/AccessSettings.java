package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.util.List;
import java.util.Set;

/**
 * Who may call.
 *
 * @param hosts names the service answers for besides its own
 * @param origins web origins that may call it
 */
public record AccessSettings(
    Mode mode, List<String> hosts, List<String> origins, List<ConfiguredToken> tokens) {
  public AccessSettings {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    tokens = List.copyOf(tokens);
  }

  /** How much is open to callers without a token. */
  public enum Mode {
    /** What cannot destroy or reveal. */
    OPEN,
    /** Everything, to callers of a loopback-bound instance. */
    LOCAL,
    /** Health only. */
    CLOSED
  }

  /** A token that the operator made; its digest is all that is kept. */
  public record ConfiguredToken(String name, Sha256 sha256, Set<Scope> scopes) {
    public ConfiguredToken {
      scopes = Set.copyOf(scopes);
    }
  }
}
