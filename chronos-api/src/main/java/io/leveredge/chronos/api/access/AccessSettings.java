package io.leveredge.chronos.api.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may call.
 *
 * @param boundToLoopback whether the service listens on loopback alone
 * @param ownHostNames what this machine calls itself; accepted off loopback
 * @param allowedHosts further names by which the service may be called, without ports
 * @param allowedOrigins web pages that may call it, as browsers write them: {@code
 *     https://board.example:8443}
 */
public record AccessSettings(
    AccessMode mode,
    boolean boundToLoopback,
    Set<String> ownHostNames,
    Set<String> allowedHosts,
    Set<String> allowedOrigins) {
  public AccessSettings {
    ownHostNames = lowerCase(ownHostNames);
    allowedHosts = lowerCase(allowedHosts);
    allowedOrigins = lowerCase(allowedOrigins);
  }

  private static Set<String> lowerCase(Collection<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
