package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.api.access.AccessSettings;
import io.leveredge.chronos.api.access.Token;
import io.leveredge.chronos.api.access.Tokens;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.state.FirstToken;
import io.leveredge.chronos.domain.access.Scope;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the HTTP surface needs to know of this service. */
@Factory
final class ApiWiring {
  private static final String FIRST_TOKEN = "first-token";

  @Singleton
  ApiSettings api(Settings settings, Version version) {
    return new ApiSettings(
        version.text(),
        settings.listening().port(),
        settings
            .storage()
            .shownAs()
            .orElseGet(() -> settings.storage().directory().toAbsolutePath().toString()));
  }

  @Singleton
  Tokens tokens(Settings settings, FirstToken first) {
    List<Token> tokens = new ArrayList<>(settings.access().tokens());
    tokens.add(new Token(FIRST_TOKEN, first.digest(), Set.of(Scope.ADMIN)));
    return new Tokens(tokens);
  }

  @Singleton
  AccessSettings access(Settings settings) {
    return new AccessSettings(
        settings.access().mode(),
        isLoopback(settings.listening().host()),
        ownNames(),
        Set.copyOf(settings.access().hosts()),
        Set.copyOf(settings.access().origins()));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false; // The stricter rules for callers apply.
    }
  }

  private static Set<String> ownNames() {
    try {
      return Set.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException nameless) {
      return Set.of();
    }
  }
}
