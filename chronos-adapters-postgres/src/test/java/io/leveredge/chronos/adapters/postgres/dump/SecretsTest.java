package io.leveredge.chronos.adapters.postgres.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String PASSWORD = "s3cr3t:with\\back:slash and ü";

  @TempDir Path folder;

  /** Every process of the machine that shows the password, but for those of PostgreSQL's server. */
  private static List<String> showing(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        for (String file : List.of("cmdline", "environ")) {
          if (content(process.resolve(file)).contains("s3cr3t")) {
            found.add(process + "/" + file);
          }
        }
      }
    }
    assertThat(found).as("files in %s", folder).isEmpty();
    return found;
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  @Test
  void passwordIsInNoArgumentNoEnvironmentAndNoResult() throws Exception {
    TestPostgres server = TestPostgres.shared();
    TestDatabase database = server.createDatabase();
    database.execute("CREATE TABLE t AS SELECT repeat('x', 300000) AS x");
    server
        .maintenance()
        .execute("CREATE ROLE secretive SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
    DumpTrial trial = DumpTrial.of(database.as("secretive", PASSWORD), folder).withGlobals();
    List<String> seen = new ArrayList<>();
    List<String> files = new ArrayList<>();
    trial.whileReading =
        bytes -> {
          try {
            seen.addAll(showing(folder));
            files.addAll(privateFiles(trial));
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        };
    String result = trial.run().toString();
    assertThat(seen).isEmpty();
    assertThat(files).isNotEmpty().allMatch(file -> file.equals("rwx------ rw-------"));
    assertThat(result).doesNotContain("s3cr3t");
    assertThat(privateFiles(trial)).isEmpty();
    assertThat(trial.settings.toString()).doesNotContain("s3cr3t");
  }

  private static List<String> privateFiles(DumpTrial trial) throws IOException {
    Path place = trial.folder.resolve("private");
    List<String> modes = new ArrayList<>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        modes.add(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(place))
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return modes;
  }
}
