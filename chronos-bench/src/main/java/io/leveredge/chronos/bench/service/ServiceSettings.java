package io.leveredge.chronos.bench.service;

import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of one service, as environment variables.
 *
 * @param home for its state, its backups and its log; must exist
 * @param database the URL of what it backs up
 * @param catalog the URL of the database for its catalog
 * @param programs the folder of pg_dump
 * @param compression {@code gzip} or {@code zstd}
 */
public record ServiceSettings(
    Path home, String database, String catalog, Path programs, String compression) {

  Map<String, String> environment(int port) {
    return Map.of(
        "CHRONOS_HOST",
        "127.0.0.1",
        "CHRONOS_PORT",
        Integer.toString(port),
        "CHRONOS_STATE",
        home.resolve("state").toString(),
        "BACKUP_PATH",
        home.resolve("backups").toString(),
        "DATABASE_URL",
        database,
        "CATALOG_DATABASE_URL",
        catalog,
        "PG_BIN",
        programs.toString(),
        "COMPRESSION",
        compression);
  }

  Path log() {
    return home.resolve("service.log");
  }
}
