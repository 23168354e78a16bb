package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, which somebody stops in the midst of a load. */
final class RestoreFromTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestDatabase database;
  private Scene scene;
  private String backup;
  private Path said;
  private Process restore;

  @BeforeEach
  void aRestoreThatTakesLong() throws Exception {
    database = TestPostgres.shared().createDatabase();
    // Each row takes long to load, wherever that is but here.
    database.execute(
        """
        CREATE FUNCTION slow(n int) RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN
            IF current_database() <> '%s' THEN PERFORM pg_sleep(0.3); END IF;
            RETURN true;
          END $$
        """
            .formatted(database.name()));
    database.execute("CREATE TABLE held (n int CHECK (public.slow(n)))");
    database.execute("INSERT INTO held SELECT n FROM generate_series(1, 200) n");
    Files.writeString(
        Files.createDirectories(folder.resolve("etc")).resolve("app.conf"), "port=1\n");
    scene =
        new Scene(folder)
            .set("DATABASE_URL", database.url())
            .set("CONFIG_PATHS", folder.resolve("etc").toString());
    backup = scene.backup().toString();
    database.execute("DELETE FROM held WHERE n > 10");
    said = folder.resolve("said.txt");
    restore = scene.start(said, "--from", backup, "--components", "database", "--yes");
    await().atMost(SOON).until(() -> databasesBeside() == 1);
  }

  @AfterEach
  void nobodyIsLeft() throws Exception {
    restore.destroyForcibly().waitFor();
  }

  @Test
  void terminationRollsBackAndSaysSo() throws Exception {
    restore.destroy();
    assertThat(restore.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(restore.exitValue()).isEqualTo(Status.FAILED.number());
    assertThat(said).content().contains("is interrupted");
    assertAsItWas();
    assertThat(states()).containsExactly(RestoreState.INTERRUPTED);
  }

  @Test
  void whatAKilledOneHasLeftTheNextOneRemoves() throws Exception {
    restore.destroyForcibly().waitFor();
    assertThat(databasesBeside()).isEqualTo(1);

    Scene.Ended next = scene.run("--from", backup, "--components", "config", "--yes");
    assertThat(next.status()).as(next.said()).isEqualTo(Status.DONE);
    assertAsItWas();
    assertThat(states())
        .containsExactlyInAnyOrder(RestoreState.INTERRUPTED, RestoreState.COMPLETED);
  }

  private void assertAsItWas() throws Exception {
    assertThat(databasesBeside()).isZero();
    assertThat(database.value("SELECT count(*) FROM held")).contains("10");
  }

  private List<RestoreState> states() {
    return new FileRestoreJournal(new Disk(scene.backups(), Sharing.NONE))
        .untold().stream().map(it -> it.state()).toList();
  }

  private long databasesBeside() throws Exception {
    return Long.parseLong(
        database
            .value(
                "SELECT count(*) FROM pg_database WHERE datname LIKE '" + database.name() + "\\_%'")
            .orElseThrow());
  }
}
