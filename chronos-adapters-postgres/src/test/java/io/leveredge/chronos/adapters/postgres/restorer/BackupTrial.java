package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.PostgresDatabaseSource;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Backups of test databases, and restores of them. */
public final class BackupTrial {
  private static final ChildProcesses PROCESSES = new OsChildProcesses(new SystemClock());
  private static final PostgresClients CLIENTS = new PostgresClients(PROCESSES, Optional.empty());
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Hears nothing. */
  public static final CaptureProgress SILENT =
      new CaptureProgress() {
        @Override
        public void read(long bytes) {}

        @Override
        public void doing(String what) {}
      };

  public DatabaseSettings settings;
  public CatalogMark mark = CatalogMark.NONE;
  public final List<Map<String, String>> steps = new ArrayList<>();
  private final Path folder;

  public BackupTrial(TestDatabase database, Path folder) {
    this.folder = folder;
    settings =
        new DatabaseSettings(url(database), List.of(), false, false, Duration.ofSeconds(2), true);
  }

  public BackupTrial waitingForLocks(Duration atMost) {
    settings =
        new DatabaseSettings(
            settings.url(), settings.excludedSchemas(), false, false, atMost, settings.globals());
    return this;
  }

  /** From now on owners, grants or both are left out of dumps and restores. */
  public BackupTrial without(boolean owners, boolean grants) {
    settings =
        new DatabaseSettings(
            settings.url(),
            settings.excludedSchemas(),
            owners,
            grants,
            settings.lockWait(),
            settings.globals());
    return this;
  }

  public BackupTrial excluding(String... schemas) {
    settings =
        new DatabaseSettings(
            settings.url(), List.of(schemas), false, false, settings.lockWait(), true);
    return this;
  }

  public static DatabaseUrl url(TestDatabase database) {
    return switch (DatabaseUrl.parse(database.url())) {
      case DatabaseUrl.Parsing.Valid valid -> valid.url();
      case DatabaseUrl.Parsing.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  public DumpTools tools() {
    return new DumpTools(CLIENTS, PROCESSES, folder.resolve("private"), () -> mark.freshNonce());
  }

  public PostgresDatabaseRestorer restorer() {
    return new PostgresDatabaseRestorer(settings, tools());
  }

  /** A backup of the database as it is now. */
  public PublishedBackup backup() {
    int number = NUMBERS.incrementAndGet();
    BackupOrder order = SampleBackups.order(number);
    MemoryArtifactStore store = new MemoryArtifactStore();
    try (StagedBackup staging = store.stage(order)) {
      ComponentResult result =
          new PostgresDatabaseSource(settings, tools())
              .capture(new Capture(order.id(), staging, Codec.GZIP, SILENT, child -> {}));
      staging.publish(
          new Manifest(
              Manifest.CURRENT_FORMAT,
              "CHRONOS test",
              order,
              BackupState.COMPLETED,
              order.createdAt(),
              List.of(result),
              List.of(),
              Optional.empty()));
    }
    return store.open(order.id()).orElseThrow();
  }

  /** The same backup with other bytes in an artifact, of which no checksum was looked at. */
  public static PublishedBackup damaged(PublishedBackup backup, String find, String replacement) {
    return damaged(
        backup,
        plain -> {
          String text = new String(plain, StandardCharsets.UTF_8);
          if (!text.contains(find)) {
            throw new IllegalArgumentException("There is no '" + find + "' in the dump");
          }
          return new ByteArrayInputStream(
              text.replace(find, replacement).getBytes(StandardCharsets.UTF_8));
        });
  }

  /** The same backup, whose dump is read otherwise than it was written. */
  static PublishedBackup damaged(PublishedBackup backup, DamagedBackup.Damage damage) {
    return new DamagedBackup(backup, new ArtifactName("database.sql.gz"), damage);
  }

  /** The same backup, whose manifest says something else of the server. */
  public static PublishedBackup saying(PublishedBackup backup, String fact, String value) {
    ComponentResult database = backup.manifest().components().getFirst();
    Map<String, String> facts = new HashMap<>(database.facts());
    facts.put(fact, value);
    return TalkingBackup.of(backup, database.artifacts(), facts);
  }

  /** The same backup, whose manifest says that its dump is of another size. */
  public static PublishedBackup sized(PublishedBackup backup, ByteCount plain) {
    ComponentResult database = backup.manifest().components().getFirst();
    List<Artifact> artifacts =
        database.artifacts().stream()
            .map(
                each ->
                    each.name().value().equals("database.sql.gz")
                        ? new Artifact(
                            each.name(),
                            each.codec(),
                            each.storedBytes(),
                            each.storedSha256(),
                            plain,
                            each.plainSha256())
                        : each)
            .toList();
    return TalkingBackup.of(backup, artifacts, database.facts());
  }

  public static RestoreId newId() {
    int number = NUMBERS.incrementAndGet();
    return new RestoreId(BackupId.of(Instant.parse("2026-01-20T12:00:00Z"), number * 7919L));
  }

  public static RestoreChoice whole() {
    return RestoreChoice.of(Set.of(Component.DATABASE));
  }

  public static RestoreChoice inPlace() {
    return new RestoreChoice(
        Set.of(Component.DATABASE),
        List.of(),
        TablePlacement.BESIDE,
        List.of(),
        List.of(),
        true,
        false,
        false,
        true);
  }

  public static RestoreChoice withGlobals() {
    return new RestoreChoice(
        Set.of(Component.DATABASE),
        List.of(),
        TablePlacement.BESIDE,
        List.of(),
        List.of(),
        false,
        true,
        false,
        true);
  }

  public static RestoreChoice tables(TablePlacement placement, TableName... tables) {
    return new RestoreChoice(
        Set.of(Component.DATABASE),
        List.of(tables),
        placement,
        List.of(),
        List.of(),
        false,
        false,
        false,
        true);
  }

  public static RestoreWork work(PublishedBackup backup, RestoreChoice choice) {
    return new RestoreWork(newId(), backup, choice, Optional.empty(), SILENT);
  }

  public ComponentPlan plan(PublishedBackup backup, RestoreChoice choice) {
    return restorer().plan(work(backup, choice), PlanPage.FIRST);
  }

  public ComponentOutcome restore(PublishedBackup backup, RestoreChoice choice) {
    return restorer().restore(work(backup, choice), log());
  }

  public StepLog log() {
    return steps::add;
  }

  /** Removes the database and what restores of it have left; a server of hundreds ends slowly. */
  public static void dropAll(TestPostgres server, TestDatabase database) throws SQLException {
    String names =
        server
            .maintenance()
            .value(
                "SELECT string_agg(datname, ',') FROM pg_database WHERE datname = '%1$s' OR datname"
                        .formatted(database.name())
                    + " LIKE '%1$s\\_chronos%%'".formatted(database.name()))
            .orElse("");
    if (names.isEmpty()) {
      return;
    }
    for (String name : names.split(",", -1)) {
      server.drop(server.maintenance().named(name));
    }
  }
}
