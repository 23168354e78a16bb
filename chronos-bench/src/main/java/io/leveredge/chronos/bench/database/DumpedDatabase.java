package io.leveredge.chronos.bench.database;

/** The database that is dumped: {@code dump-data.sql} beside this class says what it holds. */
public record DumpedDatabase(BenchServer server, int sizeMb) {
  public static final String NAME = "dumped";
  private static final String SCRIPT = "dump-data.sql";

  /** The script counts in units that make four megabytes of plain dump. */
  private static final int UNIT_MB = 4;

  /** Tables and indexes take about a quarter more than the plain dump. */
  private static final double STORED_PER_DUMPED = 1.3;

  /** What the server needs to hold all of it in memory. */
  public static int sharedBuffersMb(int sizeMb) {
    return (int) (sizeMb * STORED_PER_DUMPED) + 128;
  }

  /** Makes and fills it, unless another section has; takes some twenty seconds for a gigabyte. */
  public void create() {
    if (server.hasDatabase(NAME)) {
      return;
    }
    server.createDatabase(NAME);
    server.runScript(NAME, SCRIPT, Math.max(1, sizeMb / UNIT_MB));
  }
}
