package io.leveredge.chronos.app.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.adapters.os.postgres.ScratchServers;
import io.leveredge.chronos.adapters.postgres.client.PostgresClients;
import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.PostgresDatabaseSource;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.ComponentDrillContract;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A drill on a server of its own keeps what every drill promises, and leaves no server. */
final class EmbeddedDatabaseDrillTest extends ComponentDrillContract {
  private static final ArtifactName DUMP = new ArtifactName("database.sql.gz");

  @TempDir Path folder;
  private final SystemClock clock = new SystemClock();
  private final OsChildProcesses processes = new OsChildProcesses(clock);
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final RestoreTrial orders = new RestoreTrial(store);
  private TestDatabase database;
  private DumpTools tools;
  private ComponentDrill drill;

  @BeforeEach
  void aDatabase() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE t AS SELECT 'row ' || i AS v FROM generate_series(1, 9) i");
    tools =
        new DumpTools(
            new PostgresClients(processes, Optional.empty()),
            processes,
            folder.resolve("private"),
            CatalogMark.NONE);
    drill =
        new EmbeddedDatabaseDrill(
            new ScratchServers(processes, clock, PostgresInstallations.ofThisMachine(), scratch()),
            tools);
  }

  private Path scratch() throws Exception {
    return Files.createDirectories(folder.resolve("scratch"));
  }

  @Override
  protected ComponentDrill drill() {
    return drill;
  }

  @Override
  protected PublishedBackup whole() {
    if (!(DatabaseUrl.parse(database.url()) instanceof DatabaseUrl.Parsing.Valid valid)) {
      throw new AssertionError(database);
    }
    return orders.backUp(new PostgresDatabaseSource(DatabaseSettings.whole(valid.url()), tools));
  }

  @Override
  protected PublishedBackup damaged() throws Exception {
    PublishedBackup backup = whole();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (InputStream plain = backup.artifact(DUMP).plain();
        GZIPOutputStream gzip = new GZIPOutputStream(other)) {
      String dump = new String(plain.readAllBytes(), UTF_8);
      gzip.write(dump.replace("\nrow 7\n", "\nrow 8\n").getBytes(UTF_8));
    }
    store.replace(backup.id(), DUMP, Optional.of(other.toByteArray()));
    return store.open(backup.id()).orElseThrow();
  }

  @Override
  protected Object surroundings() throws Exception {
    try (Stream<Path> left = Files.list(scratch())) {
      return List.of(
          database.value("SELECT string_agg(v, ',' ORDER BY v) FROM t").orElseThrow(),
          left.map(Path::toString).toList());
    }
  }

  @Override
  protected RestoreTrial trial() {
    return orders;
  }

  @AfterEach
  void removeIt() throws Exception {
    TestPostgres.shared().drop(database);
  }
}
