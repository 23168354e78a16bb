package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with the libraries beside it, copied and started by the launcher's own functions. */
class PackagedServiceTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("basedir", ".")).resolve("..").toAbsolutePath().normalize();

  /** Arguments: the checkout, the JDK, the folder of the service's copy, and what to do. */
  private static final String LAUNCHER =
      """
      set -euo pipefail
      ROOT=$1 JDK=$2 SERVICE=$3
      for part in words jdk packages jars tasks; do source "$ROOT/build/launcher/$part.sh"; done
      "$4" "${@:5}"
      """;

  private static final String WISH = "{\"type\": \"full\"}";

  /** Writing the archive of class data takes seconds. */
  private static final String WITHOUT_ARCHIVE = "-XX:-AutoCreateSharedArchive";

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void aDatabase() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n");
  }

  @BeforeEach
  void copyAsTheLauncherDoes() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Process copying =
        new ProcessBuilder(launcher("copy_service", service().toString())).inheritIO().start();
    assertThat(copying.waitFor()).isZero();
  }

  @Test
  void thePackagedServiceTakesABackupAndThePackagedCommandRestoresItWithoutOne() throws Exception {
    Path backup;
    try (ServiceProcess service = start(WITHOUT_ARCHIVE)) {
      Answer answer = service.post("/backup", WISH);
      assertThat(answer.status()).as(answer.body() + service.log()).isEqualTo(200);
      assertThat(answer.text("status")).isEqualTo("completed");
      backup = Path.of(answer.text("path"));
    }
    database.execute("DROP TABLE notes");
    ProcessBuilder command =
        new ProcessBuilder(launcher("start_restore", "--from", backup.toString(), "--yes"))
            .redirectErrorStream(true);
    command.environment().put("DATABASE_URL", database.url());
    command.environment().put("BACKUP_PATH", folder.resolve("backups").toString());
    command.environment().put("CHRONOS_STATE", folder.resolve("state").toString());
    Process restoring = command.start();
    restoring.getOutputStream().close();
    String said = new String(restoring.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(restoring.waitFor()).as(said).isZero();
    assertThat(database.value("SELECT count(*) FROM notes")).contains("1000");
    assertThat(said).contains("database: restored").doesNotContain("WARN");
  }

  /** At two starts: without an archive of class data, and with one that no longer fits. */
  @Test
  void nothingButTheServiceSpeaksOnItsConsole() throws Exception {
    for (int starts = 0; starts < 2; starts++) {
      try (ServiceProcess service = start("")) {
        assertThat(service.post("/backup", WISH).status()).isEqualTo(200);
        service.stop();
        assertThat(service.log().lines())
            .isNotEmpty()
            .allMatch(line -> line.startsWith("2"), "begins with a time");
      }
      assertThat(service().resolve("classes.jsa")).exists();
      Files.setLastModifiedTime(service().resolve("chronos-app.jar"), FileTime.fromMillis(0));
    }
  }

  /** A library that a start does without: a service that is healthy may lack it. */
  @Test
  void aLibraryThatIsNotPackagedIsMissed() throws Exception {
    removeLibrary("zstd-jni");
    try (ServiceProcess service = start(WITHOUT_ARCHIVE)) {
      assertThat(service.get("/health").status()).isEqualTo(200);
      assertThat(service.post("/backup", WISH).status()).isNotEqualTo(200);
    }
  }

  private void removeLibrary(String name) throws Exception {
    try (Stream<Path> libraries = Files.list(service().resolve("lib"))) {
      Files.delete(
          libraries
              .filter(library -> library.getFileName().toString().startsWith(name))
              .findFirst()
              .orElseThrow());
    }
  }

  private ServiceProcess start(String javaOptions) throws Exception {
    return ServiceProcess.startAs(
        launcher("start_service"),
        folder,
        Map.of(
            "DATABASE_URL",
            database.url(),
            "COMPRESSION",
            "zstd",
            "CHRONOS_JAVA_OPTS",
            javaOptions));
  }

  private Path service() {
    return folder.resolve("service");
  }

  private List<String> launcher(String... task) {
    return Stream.concat(
            Stream.of(
                "bash",
                "-c",
                LAUNCHER,
                "launcher",
                CHECKOUT.toString(),
                System.getProperty("java.home"),
                service().toString()),
            Stream.of(task))
        .toList();
  }
}
