package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.PROCESSES;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.installed;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server for one piece of work leaves nothing, however that ends. */
class ScratchServersTest {
  private static final BackupId WORK = BackupId.of(Instant.parse("2026-01-20T12:00:00Z"), 1);

  @TempDir Path folder;

  @Test
  void itRunsUntilItIsClosedAndLeavesNothingThoughTheThreadIsInterrupted() throws Exception {
    ScratchServers servers = servers(PostgresInstallations.ofThisMachine());
    ChildIdentity postmaster;
    try (ScratchServers.Scratch scratch = servers.start(WORK, installed().major())) {
      postmaster = postmasterIn(folder.resolve(WORK + "-postgres"));
      assertThat(value(scratch.database(), "SHOW fsync")).isEqualTo("off");
      servers.clearUp();
      assertThat(value(scratch.database(), "SELECT 1")).as("in use: left alone").isEqualTo("1");
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(folder).isEmptyDirectory();
    assertThat(ProcessStatus.isRunning(postmaster)).isFalse();
  }

  @Test
  void whatADeadServiceLeftIsEndedAndRemovedAndNothingElse() throws Exception {
    Path others = Files.createDirectory(folder.resolve("somebodys-postgres"));
    Path left = folder.resolve(WORK + "-postgres");
    ChildIdentity postmaster = KilledService.leaving(left);
    servers(PostgresInstallations.ofThisMachine()).clearUp();
    assertThat(ProcessStatus.isRunning(postmaster)).isFalse();
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(others));
    assertThat(others).exists();
  }

  @Test
  void withoutAnyInstalledServerThatIsSaidAndNothingIsLeft() {
    ScratchServers servers = servers(new PostgresInstallations(folder.resolve("none")));
    assertThatThrownBy(() -> servers.start(WORK, 15))
        .hasMessageContaining("No PostgreSQL server is installed")
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.EMBEDDED_DATABASE_FAILED));
    servers.clearUp();
    assertThat(folder).isEmptyDirectory();
  }

  private ScratchServers servers(PostgresInstallations installations) {
    return new ScratchServers(PROCESSES, new SystemClock(), installations, folder);
  }

  private static ChildIdentity postmasterIn(Path home) throws Exception {
    long pid = PostmasterFile.read(home.resolve("data")).orElseThrow().pid();
    return ProcessStatus.of(pid).orElseThrow().identity();
  }
}
