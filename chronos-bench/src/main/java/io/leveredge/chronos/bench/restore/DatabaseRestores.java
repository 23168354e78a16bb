package io.leveredge.chronos.bench.restore;

import io.leveredge.chronos.bench.database.BenchServer;
import io.leveredge.chronos.bench.database.DumpedDatabase;
import io.leveredge.chronos.bench.part.Part;
import io.leveredge.chronos.bench.part.PartsProcess;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.rig.BenchOptions;
import io.leveredge.chronos.bench.rig.Rig;
import io.leveredge.chronos.bench.service.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ways to restore the database, and the parts of ours. */
final class DatabaseRestores {
  private static final String SHA256SUM = "sha256sum";
  private static final String PG_RESTORE = "pg_restore -j2";
  private static final String PSQL = "gunzip | psql -1";
  private static final String VERIFY = "CHRONOS verify, as before a restore";
  private static final String LOAD = "CHRONOS check and load";
  private static final String TABLE = "CHRONOS one small table, beside";
  private static final Duration TABLE_LIMIT = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static final String RESTORED = "restored";
  private static final String SMALL_TABLE = "tags";
  private static final String SMALL_TABLE_BESIDE = "tags_restored";

  private final Rig rig;
  private final RunningService service;
  private final PartsProcess process;
  private final String store;
  private final String id;
  private final Map<String, String> variables;

  /**
   * @param id of a backup of the dumped database in the store
   */
  DatabaseRestores(Rig rig, RunningService service, PartsProcess process, Path store, String id) {
    this.rig = rig;
    this.service = service;
    this.process = process;
    this.store = store.toString();
    this.id = id;
    variables = new HashMap<>(rig.server().clientEnvironment(RESTORED));
    Path dump = dumpIn(store);
    variables.put("DUMP", dump.toString());
    variables.put("BACKUP", String.valueOf(dump.getParent()));
    variables.put("FOLDER", rig.folder().path().resolve("directory-dump").toString());
    rig.console().progress("a dump in pg_dump's directory format");
    rig.shell()
        .run("\"$PG_BIN\"/pg_dump -Fd -j2 -f \"$FOLDER\" " + DumpedDatabase.NAME, variables, LIMIT);
  }

  /** Makes a table of a thousand rows, whose rows come last in a dump. */
  static void addSmallTable(BenchServer server) {
    server.query(
        DumpedDatabase.NAME,
        "CREATE TABLE "
            + SMALL_TABLE
            + " AS SELECT i AS id, 'tag ' || i AS name FROM generate_series(1, 1000) AS i");
  }

  static RestoreReport report(BenchOptions options) {
    return new RestoreReport(
        "A database of about %d MB as a plain dump. Rounds: at most %d; “ratio” is the median of the rounds' ratios."
            .formatted(options.sizeMb(), options.runs()),
        new Goal.Rate(VERIFY, SHA256SUM, 0.8),
        new Goal.Times(LOAD, PG_RESTORE, 1.0),
        new Goal.Times(LOAD, PSQL, 0.7),
        new Goal.Within(TABLE, TABLE_LIMIT));
  }

  /** In an order in which each finds what it needs: the comparison follows the load. */
  List<Timed> ways() {
    String restored = rig.server().url(RESTORED);
    return List.of(
        new Timed(SHA256SUM, () -> shell("sha256sum \"$BACKUP\"/database.*")),
        new Timed(VERIFY, () -> part(Part.VERIFY)),
        new Timed(
            "CHRONOS verify, decompressing everything, not part of a restore",
            () -> part(Part.VERIFY_WHOLE)),
        new Timed("CHRONOS check of the dump", () -> part(Part.CHECK)),
        new Timed(
            PG_RESTORE,
            () -> {
              newDatabase();
              return shell(
                  "\"$PG_BIN\"/pg_restore --exit-on-error -j2 -d \"$PGDATABASE\" \"$FOLDER\"");
            }),
        new Timed(
            PSQL,
            () -> {
              newDatabase();
              return shell(
                  "gunzip -c \"$DUMP\" | \"$PG_BIN\"/psql -Xwq1 -v ON_ERROR_STOP=1 >/dev/null");
            }),
        new Timed(
            LOAD,
            () -> {
              newDatabase();
              return part(Part.LOAD, restored);
            }),
        new Timed("CHRONOS comparison of every row", () -> part(Part.COMPARE, restored)),
        new Timed("CHRONOS statistics for the planner", () -> part(Part.STATISTICS, restored)),
        new Timed(TABLE, this::table),
        new Timed("CHRONOS safety backup, by the service", this::safetyBackup));
  }

  /** Empty; and what the last one has left to write is written. */
  private void newDatabase() {
    rig.server().dropDatabase(RESTORED);
    rig.server().createDatabase(RESTORED);
    rig.server().query(RESTORED, "CHECKPOINT");
  }

  private Duration table() {
    String live = rig.server().url(DumpedDatabase.NAME);
    rig.server().query(DumpedDatabase.NAME, "DROP TABLE IF EXISTS " + SMALL_TABLE_BESIDE);
    Duration time = part(Part.TABLE, live, SMALL_TABLE, SMALL_TABLE_BESIDE);
    rig.server().query(DumpedDatabase.NAME, "DROP TABLE " + SMALL_TABLE_BESIDE);
    return time;
  }

  private Duration safetyBackup() {
    rig.server().query(RESTORED, "CHECKPOINT");
    long begin = rig.clock().nanos();
    service.client().backUpDatabase();
    return Duration.ofNanos(rig.clock().nanos() - begin);
  }

  private Duration part(Part part, String... more) {
    return process.run(
        part, Stream.concat(Stream.of(store, id), Stream.of(more)).toArray(String[]::new));
  }

  private Duration shell(String script) {
    return rig.shell().run(script, variables, LIMIT);
  }

  private static Path dumpIn(Path store) {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(file -> file.endsWith("database.sql.gz"))
          .findFirst()
          .orElseThrow(() -> new BenchFailure("There is no dump in " + store));
    } catch (IOException failure) {
      throw new BenchFailure("The backups cannot be looked through: " + failure, failure);
    }
  }
}
