package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.api.access.AccessMode;
import io.leveredge.chronos.api.access.Token;
import java.util.List;

/**
 * Who may call.
 *
 * @param hosts names the service answers for besides its own
 * @param origins web origins that may call it
 * @param tokens those that the operator made, besides the first one
 */
public record AccessSettings(
    AccessMode mode, List<String> hosts, List<String> origins, List<Token> tokens) {
  public AccessSettings {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    tokens = List.copyOf(tokens);
  }
}
