package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How client programs reach a database: their environment, and the password in a file. */
public final class ClientAccess implements AutoCloseable {
  private final Map<String, String> environment;
  private final Optional<PasswordFile> passwordFile;

  private ClientAccess(Map<String, String> environment, Optional<PasswordFile> passwordFile) {
    this.environment = environment;
    this.passwordFile = passwordFile;
  }

  /**
   * Prepares it.
   *
   * @param settings of the server, each {@code name=value}; they win over those of the database and
   *     of the role (manual, section 20.1.3)
   * @param privateFolder where the password file is written; nobody else may look into it
   */
  public static ClientAccess prepare(
      DatabaseUrl url, String applicationName, Collection<String> settings, Path privateFolder) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("LC_ALL", "C");
    environment.put("PGCONNECT_TIMEOUT", "10");
    environment.put("PGGSSENCMODE", "disable");
    environment.putAll(url.environment());
    environment.put("PGAPPNAME", applicationName);
    environment.put("PGTZ", "UTC");
    environment.put("PGOPTIONS", options(url, settings));
    Optional<PasswordFile> file =
        url.password()
            .map(password -> PasswordFile.write(privateFolder, applicationName, password));
    file.ifPresent(written -> environment.put("PGPASSFILE", written.path().toString()));
    return new ClientAccess(environment, file);
  }

  /** Removes what a service that was killed could not. */
  public static void removeLeft(Path privateFolder, String applicationName) {
    PasswordFile.removeLeft(privateFolder, applicationName);
  }

  private static String options(DatabaseUrl url, Collection<String> settings) {
    StringBuilder options = new StringBuilder(url.options().orElse(""));
    settings.forEach(setting -> options.append(" -c ").append(setting));
    return options.toString().strip();
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Removes the password file. */
  @Override
  public void close() {
    passwordFile.ifPresent(PasswordFile::close);
  }
}
