package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands around backups, in the real service. */
class HooksTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String BACKUP = "{\"type\": \"full\"}";
  private static final String LATER = "{\"type\": \"full\", \"wait\": false}";

  @TempDir Path folder;
  private Path files;
  private TestDatabase catalog;

  @BeforeEach
  void somethingToBackUp() throws Exception {
    catalog = TestPostgres.shared().createDatabase();
    files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("app.conf"), "colour = red\n");
  }

  @Test
  void whatTheHookBeforeHasDoneTheCaptureSeesAndTheHookAfterUndoes() throws Exception {
    try (ServiceProcess service =
        service(
            Map.of(
                "HOOK_BEFORE_CONFIG", "echo $CHRONOS_BACKUP_ID > %s/held".formatted(files),
                "HOOK_AFTER_CONFIG", "mv %s/held %s/released".formatted(files, folder),
                "HOOK_AFTER_BACKUP",
                    "echo $CHRONOS_RESULT > %1$s/end; ls $CHRONOS_DIRECTORY >> %1$s/end"
                        .formatted(folder)))) {
      Answer answer = service.post("/backup", BACKUP);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      assertThat(Files.readString(folder.resolve("released")).strip())
          .isEqualTo(answer.text("backup_id"));
      assertThat(Files.readString(folder.resolve("end")).lines())
          .startsWith("completed")
          .contains("manifest.json");
      assertThat(Shell.run(Path.of(answer.text("path")), "tar -tzf config.tar.gz").output())
          .contains("files/held");
    }
  }

  @Test
  void aFailingHookBeforeIsTheCallersProblemAndTheHookAfterHasRun() throws Exception {
    try (ServiceProcess service =
        service(
            Map.of(
                "HOOK_BEFORE_CONFIG",
                "echo 'the shop does not answer' >&2; exit 3",
                "HOOK_AFTER_CONFIG",
                "echo $CHRONOS_RESULT > %s/released".formatted(folder)))) {
      Answer answer = service.post("/backup", BACKUP);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.text("code")).isEqualTo("hook_failed");
      assertThat(answer.text("detail"))
          .contains("before-config", "status 3", "the shop does not answer");
      assertThat(Files.readString(folder.resolve("released")).strip()).isEqualTo("failed");
      assertThat(service.get("/backups").body().path("count").asInt()).isZero();
    }
  }

  @Test
  void aStopDuringAHookReleasesWithinTenSeconds() throws Exception {
    try (ServiceProcess service =
        service(
            Map.of(
                "HOOK_BEFORE_CONFIG", holding(),
                "HOOK_AFTER_CONFIG", "echo $CHRONOS_RESULT > %s/released".formatted(folder),
                "HOOK_AFTER_BACKUP", "sleep 600"))) {
      assertThat(service.post("/backup", LATER).status()).isEqualTo(202);
      long child = childOfTheHook();
      assertThat(service.stop()).isLessThan(Duration.ofSeconds(10));
      // Killed by now; whoever inherited it may take a moment to bury it.
      await().atMost(Duration.ofSeconds(5)).until(() -> ProcessHandle.of(child).isEmpty());
      assertThat(Files.readString(folder.resolve("released")).strip()).isEqualTo("interrupted");
    }
  }

  @Test
  void aHookThatAKilledServiceLeftIsEndedByTheNextStart() throws Exception {
    Map<String, String> hooks = Map.of("HOOK_BEFORE_CONFIG", holding());
    long child;
    try (ServiceProcess service = service(hooks)) {
      assertThat(service.post("/backup", LATER).status()).isEqualTo(202);
      child = childOfTheHook();
      service.kill();
    }
    assertThat(ProcessHandle.of(child)).as("it outlives the service").isPresent();
    try (ServiceProcess again = service(hooks)) {
      await().atMost(LONG).until(() -> ProcessHandle.of(child).isEmpty());
      assertThat(again.get("/backups?status=interrupted").body().path("count").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void noTextOfARequestReachesAShell() throws Exception {
    String evil = "'; touch %1$s/evil; $(touch evil) `touch evil`".formatted(folder);
    try (ServiceProcess service =
        service(Map.of("HOOK_AFTER_BACKUP", "cat /proc/$$/environ > %s/told".formatted(folder)))) {
      Answer answer =
          service.post(
              "/backup",
              "{\"type\": \"full\", \"target\": \"%1$s\", \"reason\": \"%1$s\"}".formatted(evil));
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      assertThat(Files.readString(folder.resolve("told")))
          .contains("CHRONOS_TARGET=default")
          .doesNotContain("touch");
      assertThat(folder.resolve("evil")).doesNotExist();
    }
  }

  /** Holds still, in a process of its own and forever. */
  private String holding() {
    return "sleep 600 & echo $! > %1$s/pid.new; mv %1$s/pid.new %1$s/pid; wait".formatted(folder);
  }

  private long childOfTheHook() throws Exception {
    Path pid = folder.resolve("pid");
    await().atMost(LONG).until(() -> Files.exists(pid));
    return Long.parseLong(Files.readString(pid).strip());
  }

  private ServiceProcess service(Map<String, String> hooks) throws Exception {
    Map<String, String> environment = new HashMap<>(hooks);
    environment.put("CONFIG_PATHS", files.toString());
    environment.put("CATALOG_DATABASE_URL", catalog.url());
    return ServiceProcess.start(folder, environment);
  }
}
