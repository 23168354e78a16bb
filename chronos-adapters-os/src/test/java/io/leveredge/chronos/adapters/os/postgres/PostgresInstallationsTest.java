package io.leveredge.chronos.adapters.os.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresInstallationsTest {
  @TempDir Path root;

  @Test
  void theNewestThatHasServerAndClientComesFirst() throws IOException {
    install("9.6", "initdb", "postgres", "pg_ctl", "psql", "pg_dump");
    install("15", "initdb", "postgres", "pg_ctl", "psql", "pg_dump");
    install("17", "initdb", "postgres", "pg_ctl", "psql", "pg_dump");
    install("18", "psql", "pg_dump");
    install("16", "initdb", "postgres", "pg_ctl");
    PostgresInstallations installations = new PostgresInstallations(root);
    assertThat(installations.all())
        .containsExactly(
            new PostgresInstallation(17, root.resolve("17/bin")),
            new PostgresInstallation(15, root.resolve("15/bin")));
    assertThat(installations.newest()).map(PostgresInstallation::major).contains(17);
  }

  @Test
  void whereNothingIsInstalledThereIsNone() {
    assertThat(new PostgresInstallations(root.resolve("absent")).newest()).isEmpty();
    assertThat(new PostgresInstallations(root).newest()).isEmpty();
  }

  private void install(String version, String... programs) throws IOException {
    Path bin = Files.createDirectories(root.resolve(version).resolve("bin"));
    for (String program : programs) {
      Files.createFile(
          bin.resolve(program),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
  }
}
