package io.leveredge.chronos.adapters.os.postgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a server of our own is made of.
 *
 * @param binaries the folder of initdb, postgres, pg_ctl and psql
 * @param home the server's own folder: its data, its log, its password; made when absent, 0700
 * @param port on 127.0.0.1; 0 for one that is free, kept from then on
 * @param user its superuser, made with it
 * @param database made when absent
 * @param serverSettings anything of postgresql.conf, for example {@code fsync} to {@code off} in
 *     tests; where it listens cannot be changed
 */
public record EmbeddedPostgresSettings(
    Path binaries,
    Path home,
    int port,
    String user,
    String database,
    Map<String, String> serverSettings) {
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Pattern SETTING = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.]*");

  public EmbeddedPostgresSettings {
    home = home.toAbsolutePath().normalize();
    serverSettings = Map.copyOf(serverSettings);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Not a port: " + port);
    }
    requirePlain(user);
    requirePlain(database);
    serverSettings.keySet().forEach(EmbeddedPostgresSettings::requireSetting);
  }

  /**
   * One with a database {@code chronos} on a port of its own choice. Its user is not called so: a
   * role creates its tables in the schema of its own name, and that one is the catalog's.
   */
  public static EmbeddedPostgresSettings of(PostgresInstallation installation, Path home) {
    return new EmbeddedPostgresSettings(
        installation.binaries(), home, 0, "postgres", "chronos", Map.of());
  }

  /** The same, with other server settings. */
  public EmbeddedPostgresSettings withServerSettings(Map<String, String> settings) {
    return new EmbeddedPostgresSettings(binaries, home, port, user, database, settings);
  }

  /** The same, on a given port. */
  public EmbeddedPostgresSettings withPort(int number) {
    return new EmbeddedPostgresSettings(binaries, home, number, user, database, serverSettings);
  }

  /** Whether the server is to survive a power cut; initdb need not sync for one that is not. */
  boolean durable() {
    return !serverSettings.getOrDefault("fsync", "on").equals("off");
  }

  private static void requirePlain(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a plain lower-case SQL name: " + name);
    }
  }

  private static void requireSetting(String name) {
    if (!SETTING.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a server setting: " + name);
    }
  }
}
