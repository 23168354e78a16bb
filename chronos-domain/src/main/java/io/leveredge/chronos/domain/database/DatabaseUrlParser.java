package io.leveredge.chronos.domain.database;

import io.leveredge.chronos.domain.database.DatabaseUrl.Parsing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one URL and gathers everything that is wrong with it. Splits as libpq does: the first
 * {@code @} before any slash ends user and password, so both need it percent-encoded.
 */
final class DatabaseUrlParser {
  private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");
  private static final String DEFAULT_PORT = "5432";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final Set<String> CHANNEL_BINDINGS = Set.of("disable", "prefer", "require");
  private static final int LONGEST_CONNECT_SECONDS = 600;

  private final List<String> faults = new ArrayList<>();
  private final Map<String, String> parts = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();

  Parsing parse(String text) {
    Optional<String> scheme = SCHEMES.stream().filter(text::startsWith).findFirst();
    if (scheme.isEmpty()) {
      faults.add("It does not begin with postgresql:// or postgres://.");
      return new Parsing.Faulty(faults);
    }
    splitQuery(text.substring(scheme.get().length()));
    if (faults.isEmpty()) {
      check();
    }
    return faults.isEmpty() ? new Parsing.Valid(result()) : new Parsing.Faulty(faults);
  }

  private void splitQuery(String text) {
    String place = withoutCredentials(text);
    int question = place.indexOf('?');
    splitPlace(question < 0 ? place : place.substring(0, question));
    if (question >= 0 && question < place.length() - 1) {
      for (String pair : place.substring(question + 1).split("&", -1)) {
        readParameter(pair);
      }
    }
  }

  private String withoutCredentials(String text) {
    int at = text.indexOf('@');
    int slash = text.indexOf('/');
    if (at < 0 || (slash >= 0 && slash < at)) {
      return text;
    }
    String credentials = text.substring(0, at);
    int colon = credentials.indexOf(':');
    put("user", colon < 0 ? credentials : credentials.substring(0, colon));
    if (colon >= 0) {
      put("password", credentials.substring(colon + 1));
    }
    return text.substring(at + 1);
  }

  private void splitPlace(String place) {
    int slash = place.indexOf('/');
    String address = slash < 0 ? place : place.substring(0, slash);
    if (slash >= 0) {
      put("dbname", place.substring(slash + 1));
    }
    if (address.indexOf(',') >= 0) {
      faults.add("It names several hosts; name the one to back up.");
      return;
    }
    int afterHost = address.startsWith("[") ? address.indexOf(']') : 0;
    if (afterHost < 0) {
      faults.add("The IPv6 address has no closing bracket.");
      return;
    }
    int colon = address.indexOf(':', afterHost);
    String host = colon < 0 ? address : address.substring(0, colon);
    if (host.startsWith("[")) {
      if (!host.endsWith("]")) {
        faults.add("After the brackets of an IPv6 address only a port may come.");
        return;
      }
      host = host.substring(1, host.length() - 1);
    }
    put("host", host);
    if (colon >= 0) {
      put("port", address.substring(colon + 1));
    }
  }

  private void readParameter(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
      faults.add(
          "A parameter is not of the form name=value; an equals sign within a value is %3D.");
      return;
    }
    Optional<String> name = decoded("the name of a parameter", pair.substring(0, equals));
    if (name.isEmpty()) {
      return;
    }
    String value = pair.substring(equals + 1);
    switch (name.get()) {
      case "host", "port", "dbname", "user", "password" -> put(name.get(), value);
      case "sslmode", "sslrootcert", "connect_timeout", "channel_binding", "options" ->
          decoded(name.get(), value).ifPresent(plain -> parameters.put(name.get(), plain));
      case "application_name" -> {}
      default ->
          faults.add("The parameter '%s' is not one that can be used.".formatted(name.get()));
    }
  }

  private void put(String part, String encoded) {
    if (!encoded.isEmpty()) {
      decoded("the " + part, encoded).ifPresent(plain -> parts.put(part, plain));
    }
  }

  private Optional<String> decoded(String what, String encoded) {
    Optional<String> plain = PercentEncoding.decode(encoded);
    if (plain.isEmpty()) {
      faults.add("The percent-encoding in %s is not valid.".formatted(what));
    } else if (plain.get().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      faults.add("There is a control character in %s.".formatted(what));
      return Optional.empty();
    }
    return plain;
  }

  private void check() {
    String host = parts.getOrDefault("host", "");
    if (host.isEmpty()) {
      faults.add("It names no host; name one, for example localhost.");
    } else if (host.startsWith("/") || host.startsWith("@")) {
      faults.add("Its host is a unix socket, which cannot be used; name a TCP host.");
    } else if (host.chars().anyMatch(c -> c == ',' || c == '/' || c == '?' || c == ' ')) {
      faults.add("Its host is not the name or the address of one host.");
    }
    if (number(parts.getOrDefault("port", DEFAULT_PORT), 1, 65_535) < 0) {
      faults.add("Its port is not a number from 1 to 65535.");
    }
    if (!parts.containsKey("user")) {
      faults.add("It names no user.");
    }
    String sslMode = parameters.getOrDefault("sslmode", "prefer");
    if (!SSL_MODES.contains(sslMode)) {
      faults.add("Its sslmode '%s' is none that PostgreSQL knows.".formatted(sslMode));
    }
    String binding = parameters.getOrDefault("channel_binding", "prefer");
    if (!CHANNEL_BINDINGS.contains(binding)) {
      faults.add("Its channel_binding '%s' is none that PostgreSQL knows.".formatted(binding));
    }
    if (number(parameters.getOrDefault("connect_timeout", "10"), 0, LONGEST_CONNECT_SECONDS) < 0) {
      faults.add("Its connect_timeout is not a number of seconds from 0 to 600.");
    }
  }

  private DatabaseUrl result() {
    String user = parts.getOrDefault("user", "");
    return new DatabaseUrl(
        parts.getOrDefault("host", ""),
        number(parts.getOrDefault("port", DEFAULT_PORT), 1, 65_535),
        parts.getOrDefault("dbname", user),
        user,
        Optional.ofNullable(parts.get("password")),
        parameters);
  }

  /** The number, or -1 where it is none or out of bounds. */
  private static int number(String text, int least, int most) {
    if (!text.matches("\\d{1,6}")) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value < least || value > most ? -1 : value;
  }
}
