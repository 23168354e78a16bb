package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.PROCESSES;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.installed;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.server;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.os.postgres.ServerAccount.MappedRoot;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.Ours;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.SystemUser;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL does not run as root. The first rules hold whoever runs the tests; what a root gets is
 * tried for real where root runs them, and for an ordinary user the rule is that nothing changes.
 */
class ServerAccountsTest {
  private static final ServerProgram PROGRAMS = new ServerProgram(PROCESSES);
  private Path closed;
  private Path open;

  /** Below /tmp itself, because the tests' own folder may be one that only root can enter. */
  @BeforeEach
  void makeFolders() throws IOException {
    closed = Files.createTempDirectory(Path.of("/tmp"), "chronos-closed-");
    open = Files.createTempDirectory(Path.of("/tmp"), "chronos-open-");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeFolders() throws IOException {
    FileTree.delete(closed);
    FileTree.delete(open);
  }

  private static boolean weAreRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static ServerAccount choose(Path home) throws IOException {
    return ServerAccounts.ofThisProcess(PROGRAMS, installed().binaries()).choose(home);
  }

  @Test
  void whoIsNotRootRunsItHimself() throws IOException {
    ServerAccounts accounts = new ServerAccounts(PROGRAMS, installed().binaries(), 1000, 1001);
    assertThat(accounts.choose(closed.resolve("server"))).isEqualTo(new Ours(1000, 1001));
  }

  @Test
  void whereNothingWorksTheReasonsAreAllNamed() {
    ServerAccounts accounts = new ServerAccounts(PROGRAMS, Path.of("/nowhere"), 0, 0);
    assertThatThrownBy(() -> accounts.choose(open.resolve("server")))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("as user ")
        .hasMessageContaining("as root mapped to user ");
  }

  @Test
  void rootLendsItAUserOfTheSystemWhereThatOneMayEnter() throws Exception {
    Class<?> expected = weAreRoot() ? SystemUser.class : Ours.class;
    assertThat(choose(open.resolve("server"))).isInstanceOf(expected);
    runsUnprivileged(open.resolve("server"), choose(open.resolve("server")).ownerUid());
  }

  @Test
  void rootMapsItselfWhereOnlyRootMayEnter() throws Exception {
    Class<?> expected = weAreRoot() ? MappedRoot.class : Ours.class;
    assertThat(choose(closed.resolve("server"))).isInstanceOf(expected);
    runsUnprivileged(closed.resolve("server"), choose(closed.resolve("server")).ownerUid());
  }

  @Test
  void whenAFolderIsClosedLaterItsFilesChangeHands() throws Exception {
    Path home = open.resolve("server");
    runsUnprivileged(home, choose(home).ownerUid());
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    runsUnprivileged(home, choose(home).ownerUid());
    int ours = ServerAccount.uidOf(open);
    assertThat(ServerAccount.uidOf(home.resolve("data/PG_VERSION"))).isEqualTo(ours);
  }

  private static void runsUnprivileged(Path home, int owner) throws Exception {
    try (EmbeddedPostgres server = server(home)) {
      assertThat(value(server.start(), "SELECT 1")).isEqualTo("1");
      assertThat(ServerAccount.uidOf(home.resolve("data"))).isEqualTo(owner);
      long pid = server.postmaster().orElseThrow().pid();
      assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
          .containsPattern("CapEff:\\s+0000000000000000");
    }
  }
}
