package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.app.running.ServiceProcess.Answer;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar with the libraries beside it, copied and started by the launcher's own functions. The
 * other tests run on Maven's class path, which also holds what nobody packages. Run in Maven's
 * phase integration-test, when the jar is there.
 */
@Tag("packaged")
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

  @TempDir Path folder;

  @BeforeEach
  void copyAsTheLauncherDoes() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Process copying =
        new ProcessBuilder(launcher("copy_service", service().toString())).inheritIO().start();
    assertThat(copying.waitFor()).isZero();
  }

  @Test
  void thePackagedServiceTakesABackup() throws Exception {
    try (ServiceProcess service = start()) {
      Answer backup = service.post("/backup", "{\"type\": \"full\"}");
      assertThat(backup.status()).as(backup.body() + service.log()).isEqualTo(200);
      assertThat(backup.text("status")).isEqualTo("completed");
    }
  }

  /** A library that a start does without: a service that is healthy may lack it. */
  @Test
  void aLibraryThatIsNotPackagedIsMissed() throws Exception {
    removeLibrary("zstd-jni");
    try (ServiceProcess service = start()) {
      assertThat(service.get("/health").status()).isEqualTo(200);
      assertThat(service.post("/backup", "{\"type\": \"full\"}").status()).isNotEqualTo(200);
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

  private ServiceProcess start() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE notes AS SELECT n FROM generate_series(1, 1000) n");
    return ServiceProcess.startAs(
        launcher("start_service"),
        folder,
        Map.of("DATABASE_URL", database.url(), "COMPRESSION", "zstd"));
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
