package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The eighteenth promise: no secret where somebody else could read it. */
class SecretsTest {
  @TempDir Path folder;

  @Test
  void thePasswordIsInNoArgumentNoLogNoAnswerAndNoBackup() throws Exception {
    TestDatabase owner = TestPostgres.shared().createDatabase();
    TestDatabase database = TestPostgres.shared().asNewRole(owner, "SUPERUSER");
    String secret = database.password();
    owner.execute("CREATE TABLE held AS SELECT 1 AS n");
    Path url = Files.writeString(folder.resolve("url"), database.url());
    List<String> answers = new ArrayList<>();
    try (ServiceProcess service =
            ServiceProcess.start(folder, Map.of("DATABASE_URL_FILE", url.toString()));
        Connection lock = owner.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
      Answer running = service.post("/backup", "{\"type\": \"database\", \"wait\": false}");
      String id = running.text("backup_id");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> commandLines().stream().anyMatch(line -> line.contains("pg_dump")));
      assertThat(commandLines()).noneMatch(line -> line.contains(secret));
      lock.rollback();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.get("/backups/" + id).text("status").equals("completed"));
      answers.add(service.get("/backups/" + id).body().toString());
      answers.add(service.get("/health").body().toString());
      owner.execute("DROP TABLE held; ALTER ROLE " + database.user() + " NOLOGIN");
      answers.add(service.post("/backup", "{\"type\": \"database\"}").body().toString());
      answers.add(service.get("/backups?status=all").body().toString());
      owner.execute("ALTER ROLE " + database.user() + " LOGIN");
      Answer last = service.post("/backup", "{\"type\": \"database\"}");
      Shell.Result state = Shell.run(Path.of(last.text("path")), "gunzip -c state.jsonl.gz");
      assertThat(state.output())
          .as("the failed run is in it, and no address")
          .contains("\"status\":\"failed\"")
          .doesNotContain("://");
      answers.add(state.output());
      answers.add(service.log());
    }
    assertThat(answers).noneMatch(answer -> answer.contains(secret));
    assertThat(Shell.run(folder, "grep -rlF '" + secret + "' backups state || true").output())
        .isEmpty();
  }

  private static List<String> commandLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        commandLine(process).ifPresent(lines::add);
      }
    }
    return lines;
  }

  /** Empty for a process that has ended since the folder was read. */
  private static Optional<String> commandLine(Path process) {
    try {
      byte[] bytes = Files.readAllBytes(process.resolve("cmdline"));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }
}
