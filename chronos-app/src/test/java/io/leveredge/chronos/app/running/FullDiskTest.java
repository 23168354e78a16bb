package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full: nothing is called safe, and what was safe stays so. */
class FullDiskTest {
  private static final String DATABASE = "{\"type\": \"database\"}";

  @TempDir Path folder;

  @Test
  void aBackupThatRunsIntoAFullDiskFailsAndTheEarlierOneStaysWhole() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    Path backups = Files.createDirectory(folder.resolve("backups"));
    try (ServiceProcess service =
        ServiceProcess.startUnder(
            ownTinyDisk(backups), folder, Map.of("DATABASE_URL", database.url()))) {
      Answer first = service.post("/backup", DATABASE);
      assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
      database.execute(
          "CREATE TABLE noise AS SELECT md5(n::text) || md5((-n)::text) AS text"
              + " FROM generate_series(1, 200000) n");
      Answer second = service.post("/backup", DATABASE);
      assertThat(second.status()).as(second.body().toString()).isEqualTo(507);
      assertThat(second.text("code")).isEqualTo("storage_full");
      String id = second.text("backup_id");
      assertThat(service.get("/backups/" + id).text("status")).isEqualTo("failed");
      Answer health = service.get("/health");
      assertThat(health.text("status")).isEqualTo("degraded");
      assertThat(health.body().path("problems").toString()).contains(id);
      assertThat(service.get("/backups").body().path("count").asInt()).isEqualTo(1);
      Path seenFromHere =
          Path.of("/proc/" + service.pid() + "/root").resolve(first.text("path").substring(1));
      assertThat(Shell.run(seenFromHere, "sha256sum -c SHA256SUMS").status()).isZero();
    }
  }

  @Test
  void aBackupThatCannotFitIsRefusedBeforeItBegins() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    Path backups = Files.createDirectory(folder.resolve("backups"));
    try (ServiceProcess service =
        ServiceProcess.startUnder(
            ownTinyDisk(backups),
            folder,
            Map.of("DATABASE_URL", database.url(), "RESERVE_MB", "3"))) {
      Answer refused = service.post("/backup", DATABASE);
      assertThat(refused.status()).as(refused.body().toString()).isEqualTo(507);
      assertThat(refused.text("code")).isEqualTo("insufficient_space");
      assertThat(service.get("/backups?status=all").body().path("count").asInt()).isZero();
    }
  }

  /** Runs a command with a disk of 3 MiB in that place, which nobody else sees. */
  private static List<String> ownTinyDisk(Path place) {
    return List.of(
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "mount -t tmpfs -o size=3m,mode=700 tmpfs '" + place + "' && exec \"$@\"",
        "sh");
  }
}
