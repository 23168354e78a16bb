package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** One dump of a test's database into a folder, and what it left there. */
final class DumpTrial {
  static final ChildProcesses PROCESSES = new OsChildProcesses(new SystemClock());
  static final PostgresClients CLIENTS = new PostgresClients(PROCESSES, Optional.empty());
  private static final AtomicLong NUMBERS = new AtomicLong();

  final BackupId id = BackupId.of(Instant.parse("2026-01-19T12:00:00Z"), NUMBERS.incrementAndGet());
  final List<ChildIdentity> children = new CopyOnWriteArrayList<>();
  final AtomicLong bytesRead = new AtomicLong();
  final Path folder;
  Codec codec = Codec.GZIP;
  DatabaseSettings settings;
  PostgresClients clients = CLIENTS;
  CatalogMark mark = CatalogMark.NONE;

  /** Done with every piece of the dump, before it is scanned. */
  Consumer<Long> whileReading = bytes -> {};

  /** Done before pg_dump is started. */
  Runnable beforeDump = () -> {};

  private DumpTrial(TestDatabase database, Path folder) {
    this.settings = settings(database);
    this.folder = folder;
  }

  /**
   * A dump of everything, without globals, waiting two seconds for a lock.
   *
   * @param parent where a folder for it is made
   */
  static DumpTrial of(TestDatabase database, Path parent) throws IOException {
    return new DumpTrial(database, Files.createTempDirectory(parent, "dump-"));
  }

  static DatabaseSettings settings(TestDatabase database) {
    return new DatabaseSettings(
        url(database.url()), List.of(), false, false, Duration.ofSeconds(2), false);
  }

  static DatabaseUrl url(String text) {
    return switch (DatabaseUrl.parse(text)) {
      case DatabaseUrl.Parsing.Valid valid -> valid.url();
      case DatabaseUrl.Parsing.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  DumpTrial waitingForLocks(Duration atMost) {
    settings =
        new DatabaseSettings(
            settings.url(), settings.excludedSchemas(), false, false, atMost, settings.globals());
    return this;
  }

  DumpTrial excluding(String... schemas) {
    settings =
        new DatabaseSettings(
            settings.url(), List.of(schemas), false, false, settings.lockWait(), false);
    return this;
  }

  DumpTrial withGlobals() {
    settings =
        new DatabaseSettings(
            settings.url(), settings.excludedSchemas(), false, false, settings.lockWait(), true);
    return this;
  }

  PostgresDatabaseSource source() {
    return new PostgresDatabaseSource(
        settings, new DumpTools(clients, PROCESSES, folder.resolve("private"), mark));
  }

  ComponentResult run() {
    return source()
        .capture(
            new Capture(
                id,
                new FolderStaging(folder),
                codec,
                new CaptureProgress() {
                  @Override
                  public void read(long bytes) {
                    whileReading.accept(bytesRead.addAndGet(bytes));
                  }

                  @Override
                  public void doing(String what) {
                    if (what.equals("dumping the database")) {
                      beforeDump.run();
                    }
                  }
                },
                children::add));
  }

  DumpIndex index() throws IOException {
    try (InputStream plain = open("database.index.jsonl")) {
      return DumpIndexReader.read(plain);
    }
  }

  DatabaseInventory inventory() throws IOException {
    return index().inventory();
  }

  String sql() throws IOException {
    return text("database.sql");
  }

  String text(String artifact) throws IOException {
    try (InputStream plain = open(artifact)) {
      return new String(plain.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  byte[] rows(TableName table) throws IOException {
    DumpIndex index = index();
    try (InputStream rows =
        TableRows.open(
            index.table(table).orElseThrow(),
            index.blocks(),
            stored -> {
              InputStream file = Files.newInputStream(path("database.sql"));
              file.skipNBytes(stored);
              return plain(file);
            })) {
      return rows.readAllBytes();
    }
  }

  Path path(String artifact) {
    return folder.resolve(artifact + codec.suffix());
  }

  private InputStream open(String artifact) throws IOException {
    return plain(Files.newInputStream(path(artifact)));
  }

  private InputStream plain(InputStream stored) throws IOException {
    return codec == Codec.GZIP
        ? new GZIPInputStream(new BufferedInputStream(stored))
        : new BufferedInputStream(stored);
  }
}
