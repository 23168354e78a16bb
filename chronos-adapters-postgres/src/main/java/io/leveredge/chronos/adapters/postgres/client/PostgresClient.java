package io.leveredge.chronos.adapters.postgres.client;

import java.nio.file.Path;

/** A folder with the client programs of one PostgreSQL version. */
public record PostgresClient(Path folder, ClientVersion version) {

  /** The program that dumps one database. */
  public Path pgDump() {
    return folder.resolve("pg_dump");
  }

  /** The program that dumps what all databases of a server share. */
  public Path pgDumpall() {
    return folder.resolve("pg_dumpall");
  }
}
