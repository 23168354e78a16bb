package io.leveredge.chronos.api.access;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who calls, or that the call goes no further. The host and origin rules keep web pages
 * out: one that a person opens runs inside the network that the service trusts, and may even give
 * its own name this service's address.
 */
@Singleton
final class AccessRules {
  /** The name in the records of a caller whom {@link AccessMode#LOCAL} lets do everything. */
  private static final Principal LOCAL = new Principal("local", Set.of(Scope.values()));

  private static final String ALWAYS_OPEN = "/health";
  private static final String USUAL_NAME = "chronos";
  private static final String LOCALHOST = "localhost";
  private static final String SCHEME = "bearer ";

  private final AccessSettings settings;
  private final Tokens tokens;

  AccessRules(AccessSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  /**
   * What matters of a call.
   *
   * @param hosts every {@code Host} header, likewise the others
   * @param forwarded whether a proxy says that it forwards the call for another
   */
  record Call(
      String path,
      List<String> hosts,
      List<String> origins,
      List<String> authorizations,
      InetAddress caller,
      boolean forwarded) {}

  /**
   * Who calls.
   *
   * @throws ChronosException {@code UNEXPECTED_HOST}, {@code FOREIGN_ORIGIN} or {@code
   *     TOKEN_REQUIRED}
   */
  Principal admit(Call call) {
    requireExpectedHost(call.hosts());
    requireKnownOrigin(call);
    if (!call.authorizations().isEmpty()) {
      return holder(call.authorizations());
    }
    if (settings.mode() == AccessMode.CLOSED && !call.path().equals(ALWAYS_OPEN)) {
      throw new ChronosException(
          ErrorCode.TOKEN_REQUIRED, "Every call but GET /health needs a token here");
    }
    boolean local =
        settings.mode() == AccessMode.LOCAL
            && settings.boundToLoopback()
            && call.caller().isLoopbackAddress()
            && !call.forwarded();
    return local ? LOCAL : Principal.ANONYMOUS;
  }

  private Principal holder(List<String> authorizations) {
    String header = authorizations.getFirst();
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    if (authorizations.size() != 1 || !bearer) {
      throw new ChronosException(
          ErrorCode.TOKEN_REQUIRED, "The header Authorization does not hold one bearer token");
    }
    return tokens
        .holder(header.substring(SCHEME.length()).strip())
        .orElseThrow(
            () -> new ChronosException(ErrorCode.TOKEN_REQUIRED, "The token is not known here"));
  }

  /** A call without the header passes: a browser, whom the rule is about, always sends one. */
  private void requireExpectedHost(List<String> hosts) {
    if (hosts.isEmpty()) {
      return;
    }
    boolean expected =
        hosts.size() == 1 && HostNames.host(hosts.getFirst()).filter(this::expected).isPresent();
    if (!expected) {
      throw new ChronosException(
          ErrorCode.UNEXPECTED_HOST, "The call is for '%s'".formatted(String.join("', '", hosts)));
    }
  }

  private boolean expected(String host) {
    if (host.equals(LOCALHOST) || settings.allowedHosts().contains(host)) {
      return true;
    }
    Optional<InetAddress> literal = HostNames.literal(host);
    if (settings.boundToLoopback()) {
      return literal.map(InetAddress::isLoopbackAddress).orElse(false);
    }
    return literal.isPresent() || host.equals(USUAL_NAME) || settings.ownHostNames().contains(host);
  }

  private void requireKnownOrigin(Call call) {
    for (String origin : call.origins()) {
      String asked = origin.toLowerCase(Locale.ROOT);
      boolean same =
          call.hosts().stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .anyMatch(host -> asked.equals("http://" + host) || asked.equals("https://" + host));
      if (!same && !settings.allowedOrigins().contains(asked)) {
        throw new ChronosException(
            ErrorCode.FOREIGN_ORIGIN, "The call comes from a page of '" + origin + "'");
      }
    }
  }
}
