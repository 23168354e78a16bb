package io.leveredge.chronos.adapters.os.postgres;

import java.nio.file.Path;

/**
 * One installed PostgreSQL.
 *
 * @param major 15 for PostgreSQL 15.18
 * @param binaries the folder of initdb, postgres, pg_ctl, psql and pg_dump
 */
public record PostgresInstallation(int major, Path binaries) {}
