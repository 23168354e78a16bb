package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.app.restore.Scene.Ended;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night on which no service runs, over a real database and real files. */
final class RestoreCommandTest {
  @TempDir Path folder;
  private TestDatabase database;
  private Path file;
  private Scene scene;
  private String backup;

  @BeforeEach
  void aBackup() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n");
    file = Files.createDirectories(folder.resolve("etc")).resolve("app.conf");
    Files.writeString(file, "port=1\n");
    scene =
        new Scene(folder)
            .set("DATABASE_URL", database.url())
            .set("CONFIG_PATHS", folder.resolve("etc").toString());
    backup = scene.backup().toString();
  }

  @Test
  void lostTableAndFileComeBackAndWhatWasThereIsASafetyBackup() throws Exception {
    destroy();
    Ended ended = scene.run("--from", backup, "--yes");
    assertThat(ended.status()).as(ended.said()).isEqualTo(Status.DONE);
    assertRestored();
    assertThat(ended.said())
        .contains("database: restored")
        .contains("config: restored")
        .containsPattern("safety backup \\S+, in " + scene.backups() + "/manual/");
  }

  @Test
  void copyOfTheDirectoryOnAnotherDiskIsEnough() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("usb/stick"));
    try (Stream<Path> files = Files.list(Path.of(backup))) {
      for (Path each : files.toList()) {
        Files.copy(each, disk.resolve(each.getFileName()));
      }
    }
    new Disk(scene.backups(), Sharing.NONE).removeTree(scene.backups());
    destroy();
    Ended ended = scene.run("--from", disk.toString(), "--yes");
    assertThat(ended.status()).as(ended.said()).isEqualTo(Status.DONE);
    assertRestored();
  }

  @Test
  void dryRunSaysWhatWouldHappenAndChangesNothing() throws Exception {
    destroy();
    List<Path> before = everything();
    Ended ended = scene.run("--from", backup, "--dry-run");
    assertThat(ended.status()).as(ended.said()).isEqualTo(Status.DONE);
    assertThat(ended.said()).contains("created     public.notes").contains("nothing was changed");
    assertThat(everything()).isEqualTo(before);
    assertThat(isThere()).isFalse();
  }

  @Test
  void planNamesTheFirstHundredFilesThatChangeHoweverManyDoNot() throws Exception {
    for (int i = 0; i < 240; i++) {
      Files.writeString(file.resolveSibling("a-file-%03d".formatted(i)), "as it was\n");
    }
    String many = scene.backup().toString();
    for (int i = 120; i < 240; i++) {
      Files.writeString(file.resolveSibling("a-file-%03d".formatted(i)), "changed\n");
    }
    String[] dryRun = {"--from", many, "--components", "config", "--dry-run"};
    String few = scene.run(dryRun).said();
    assertThat(few).contains("120 overwritten", "... and 20 more, which --list-all names");
    assertThat(few.lines()).filteredOn(line -> line.startsWith("  overwritten ")).hasSize(100);
    String[] listing = Arrays.copyOf(dryRun, dryRun.length + 1);
    listing[dryRun.length] = "--list-all";
    String all = scene.run(listing).said();
    assertThat(all.lines()).filteredOn(line -> line.startsWith("  overwritten ")).hasSize(120);
    assertThat(all).doesNotContain("more", "  unchanged ");
  }

  @Test
  void damagedByteIsRefusedBeforeAnythingConnects() throws Exception {
    Path dump = Path.of(backup).resolve("database.sql.gz");
    byte[] bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2] ^= 1;
    Files.write(dump, bytes);
    scene.set("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere");
    for (String how : List.of("--yes", "--dry-run")) {
      Ended ended = scene.run("--from", backup, how);
      assertThat(ended.status()).isEqualTo(Status.FAILED);
      assertThat(ended.said())
          .contains("backup_corrupt")
          .contains("database.sql.gz")
          .contains("Nothing was changed");
    }
  }

  /** The writer was at fault: the manifest knows the file as it is. */
  @Test
  void gzipThatIsCutIsRefusedBeforeAnythingConnectsThoughItsChecksumFits() throws Exception {
    Path dump = Path.of(backup).resolve("database.sql.gz");
    byte[] whole = Files.readAllBytes(dump);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    Files.write(dump, cut);
    Path manifest = Path.of(backup).resolve("manifest.json");
    String said = Files.readString(manifest);
    String other =
        said.replace(Sha256.of(whole).hex(), Sha256.of(cut).hex())
            .replaceFirst("(\"stored_bytes\"\\s*:\\s*)" + whole.length + "\\b", "$1" + cut.length);
    assertThat(other).isNotEqualTo(said).contains(Sha256.of(cut).hex());
    Files.writeString(manifest, other);
    scene.set("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere");
    for (String how : List.of("--yes", "--dry-run")) {
      Ended ended = scene.run("--from", backup, how);
      assertThat(ended.status()).isEqualTo(Status.FAILED);
      assertThat(ended.said()).contains("backup_corrupt").contains("database.sql.gz");
    }
  }

  @Test
  void missingFileIsNamedAndNothingIsChanged() throws Exception {
    Files.delete(Path.of(backup).resolve("config.tar.gz"));
    Ended ended = scene.run("--from", backup, "--dry-run");
    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.said()).contains("config.tar.gz is missing");
  }

  @Test
  void withoutATerminalAndWithoutYesNothingIsTried() throws Exception {
    destroy();
    Ended ended = scene.run("--from", backup);
    assertThat(ended.status()).isEqualTo(Status.WRONG_USE);
    assertThat(ended.said()).contains("--yes");
    assertThat(isThere()).isFalse();
  }

  @Test
  void onlyTheWholeWordConfirms() throws Exception {
    destroy();
    Ended refused = scene.answering("y").run("--from", backup);
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    assertThat(refused.said()).contains("Not confirmed: nothing was changed");
    assertThat(isThere()).isFalse();
    Ended confirmed = scene.answering("restore").run("--from", backup);
    assertThat(confirmed.status()).as(confirmed.said()).isEqualTo(Status.DONE);
    assertRestored();
  }

  @Test
  void whatStandsInTheWayIsToldAndHasAStatusOfItsOwn() {
    for (String how : List.of("--yes", "--dry-run")) {
      Ended ended = scene.run("--from", backup, "--tables", "public.unheard_of", how);
      assertThat(ended.status()).as(ended.said()).isEqualTo(Status.BLOCKED);
      assertThat(ended.said()).contains("public.unheard_of");
    }
  }

  @Test
  void restoreIsToldToTheLogOnceAServiceStarts() throws Exception {
    scene.run("--from", backup, "--components", "database", "--yes");
    FileRestoreJournal journal = new FileRestoreJournal(new Disk(scene.backups(), Sharing.NONE));
    MemoryRestoreLog log = new MemoryRestoreLog();
    assertThat(new TellRestoreLog(log, journal).tellUntold()).isEqualTo(1);
    Restore told = log.list(Optional.empty(), 10).getFirst();
    assertThat(told.state()).isEqualTo(RestoreState.COMPLETED);
    assertThat(told.order().requestedBy()).isEqualTo("terminal");
    assertThat(told.safety()).isPresent();
    assertThat(journal.untold()).isEmpty();
  }

  @Test
  void lostBackupDirectoryNeedsNoSafetyBackup() throws Exception {
    Files.writeString(folder.resolve("no-disk"), "");
    scene.set("BACKUP_PATH", folder.resolve("no-disk/backups").toString());
    destroy();
    Ended refused = scene.run("--from", backup, "--yes");
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    assertThat(refused.said()).contains("--no-safety-backup restores without one");
    assertThat(isThere()).isFalse();
    Ended ended = scene.run("--from", backup, "--yes", "--no-safety-backup");
    assertThat(ended.status()).as(ended.said()).isEqualTo(Status.DONE);
    assertRestored();
  }

  @Test
  void signalInterruptsTheRestoreAndWaitsForItsRollingBack() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Connection session = database.connect();
        Statement lock = session.createStatement();
        RestoreCommand command =
            scene.command(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                "--from",
                backup,
                "--components",
                "database",
                "--in-place",
                "--no-safety-backup",
                "--yes")) {
      session.setAutoCommit(false);
      lock.execute("LOCK TABLE notes IN ACCESS SHARE MODE");
      CompletableFuture<Status> end = CompletableFuture.supplyAsync(command::run);
      await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaitsForTheLock);
      command.stop();
      assertThat(end.join()).isEqualTo(Status.FAILED);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("is interrupted");
      assertThat(somebodyWaitsForTheLock()).isFalse();
    }
    assertThat(database.value("SELECT count(*) FROM notes")).contains("1000");
  }

  private boolean somebodyWaitsForTheLock() throws Exception {
    return database
        .value("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'notes'::regclass")
        .isPresent();
  }

  private void destroy() throws Exception {
    database.execute("DROP TABLE notes");
    Files.delete(file);
  }

  private boolean isThere() throws Exception {
    return database.value("SELECT to_regclass('notes')::text").isPresent();
  }

  private void assertRestored() throws Exception {
    assertThat(database.value("SELECT sum(n) FROM notes")).contains("500500");
    assertThat(file).hasContent("port=1\n");
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
