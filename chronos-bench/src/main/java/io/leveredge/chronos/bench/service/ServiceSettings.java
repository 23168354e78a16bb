package io.leveredge.chronos.bench.service;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one service, as environment variables.
 *
 * @param home for its state, its backups and its log; must exist
 * @param database the URL of what it backs up
 * @param catalog the URL of the database for its catalog
 * @param programs the folder of pg_dump
 * @param compression {@code gzip} or {@code zstd}
 * @param files the configuration files it backs up
 */
public record ServiceSettings(
    Path home,
    String database,
    String catalog,
    Path programs,
    String compression,
    Optional<Path> files) {

  /** The same service, backing up those files too. */
  public ServiceSettings backingUp(Path folder) {
    return new ServiceSettings(home, database, catalog, programs, compression, Optional.of(folder));
  }

  Map<String, String> environment(int port) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CHRONOS_HOST", "127.0.0.1");
    variables.put("CHRONOS_PORT", Integer.toString(port));
    variables.put("CHRONOS_STATE", home.resolve("state").toString());
    variables.put("BACKUP_PATH", backups().toString());
    variables.put("DATABASE_URL", database);
    variables.put("CATALOG_DATABASE_URL", catalog);
    variables.put("PG_BIN", programs.toString());
    variables.put("COMPRESSION", compression);
    files.ifPresent(folder -> variables.put("CONFIG_PATHS", folder.toString()));
    return variables;
  }

  /** Where its backups are. */
  public Path backups() {
    return home.resolve("backups");
  }

  Path log() {
    return home.resolve("service.log");
  }
}
