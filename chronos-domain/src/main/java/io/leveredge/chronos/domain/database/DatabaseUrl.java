package io.leveredge.chronos.domain.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a PostgreSQL database is and who asks for it: a connection URI as libpq reads it
 * (PostgreSQL manual, section 34.1.1.2), said again in the words of the JDBC driver and of libpq's
 * environment variables, so that both connect to the same place in the same way.
 *
 * <p>The password is in {@link #password()} and {@link #jdbcProperties()} only, never in text.
 */
public final class DatabaseUrl {
  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final Optional<String> password;
  private final Map<String, String> parameters;

  DatabaseUrl(
      String host,
      int port,
      String database,
      String user,
      Optional<String> password,
      Map<String, String> parameters) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
    this.parameters = Map.copyOf(parameters);
  }

  /** What became of a text that should be a URL. */
  public sealed interface Parsing {
    record Valid(DatabaseUrl url) implements Parsing {}

    /** Everything that is wrong with it, one sentence each, without any secret of it. */
    record Faulty(List<String> faults) implements Parsing {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=…}; {@code postgres://} is
   * the same. Understood are sslmode, sslrootcert, connect_timeout, channel_binding, options and
   * the parts of the URL by their libpq names; application_name is passed over, for CHRONOS sets
   * its own; every other parameter is a fault.
   */
  public static Parsing parse(String text) {
    return new DatabaseUrlParser().parse(text);
  }

  /** A name or an address; of IPv6 without the brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String database() {
    return database;
  }

  public String user() {
    return user;
  }

  public Optional<String> password() {
    return password;
  }

  /** What the URL says for every session's settings, for example {@code -c work_mem=1MB}. */
  public Optional<String> options() {
    return Optional.ofNullable(parameters.get("options"));
  }

  /** The same server and role, another database: the one to work from while this one is renamed. */
  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(host, port, other, user, password, parameters);
  }

  /** For {@code java.sql.DriverManager}; everything else is in {@link #jdbcProperties()}. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            host.indexOf(':') < 0 ? host : "[" + host + "]",
            port,
            URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  /** The driver's connection properties, the password among them. */
  public Map<String, String> jdbcProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("user", user);
    password.ifPresent(secret -> properties.put("password", secret));
    sslMode().ifPresent(mode -> properties.put("sslmode", mode));
    parameter("sslrootcert", "sslrootcert", properties);
    parameter("connect_timeout", "connectTimeout", properties);
    parameter("channel_binding", "channelBinding", properties);
    parameter("options", "options", properties);
    return properties;
  }

  /**
   * The same for programs on libpq (PostgreSQL manual, section 34.15), without the password: any
   * user of the machine who may look at the process would read it there.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PGHOST", host);
    environment.put("PGPORT", Integer.toString(port));
    environment.put("PGDATABASE", database);
    environment.put("PGUSER", user);
    sslMode().ifPresent(mode -> environment.put("PGSSLMODE", mode));
    parameter("sslrootcert", "PGSSLROOTCERT", environment);
    parameter("connect_timeout", "PGCONNECT_TIMEOUT", environment);
    parameter("channel_binding", "PGCHANNELBINDING", environment);
    parameter("options", "PGOPTIONS", environment);
    return environment;
  }

  /**
   * With a root certificate at hand libpq verifies under {@code require} too (manual, section
   * 34.19.1) and the driver does not; {@code verify-ca} means the same to both.
   */
  private Optional<String> sslMode() {
    Optional<String> mode = Optional.ofNullable(parameters.get("sslmode"));
    return parameters.containsKey("sslrootcert")
        ? mode.map(said -> said.equals("require") ? "verify-ca" : said)
        : mode;
  }

  private void parameter(String name, String as, Map<String, String> to) {
    String value = parameters.get(name);
    if (value != null) {
      to.put(as, value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseUrl that
        && jdbcUrl().equals(that.jdbcUrl())
        && user.equals(that.user)
        && password.equals(that.password)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return jdbcUrl().hashCode();
  }

  /** User, host, port and database; no password and no parameters. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + jdbcUrl().substring("jdbc:postgresql://".length());
  }
}
