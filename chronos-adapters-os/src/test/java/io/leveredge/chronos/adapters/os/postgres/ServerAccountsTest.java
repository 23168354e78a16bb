package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.PROCESSES;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.installed;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.server;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leveredge.chronos.adapters.os.postgres.ServerAccount.MappedRoot;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.Ours;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.SystemUser;
import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
    ServerAccounts accounts =
        new ServerAccounts(PROGRAMS, installed().binaries(), ServerProgram::find, 1000, 1001);
    assertThat(accounts.choose(closed.resolve("server"))).isEqualTo(new Ours(1000, 1001));
  }

  @Test
  void whereNothingWorksTheReasonsAreAllNamed() {
    ServerAccounts accounts =
        new ServerAccounts(PROGRAMS, Path.of("/nowhere"), ServerProgram::find, 0, 0);
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

  /** As in most containers. */
  @Test
  void rootThatMayMakeNoNamespaceLetsTheSystemsUserThroughItsOwnFolder() throws Exception {
    assumeTrue(weAreRoot(), "another user runs the server itself");
    ServerAccount chosen = withoutNamespaces().choose(closed.resolve("server"));
    assertThat(chosen).isInstanceOf(SystemUser.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
        .isEqualTo("rwx--x---");
    assertThat(Files.getAttribute(closed, "unix:gid")).isEqualTo(chosen.ownerGid());
    runsUnprivileged(closed.resolve("server"), chosen.ownerUid());
  }

  @Test
  void aFolderThatCannotBeReachedAllTheSameStaysClosed() throws Exception {
    assumeTrue(weAreRoot(), "another user runs the server itself");
    Path inner = Files.createDirectory(closed.resolve("inner"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> withoutNamespaces().choose(inner.resolve("server")))
        .isInstanceOf(ChronosException.class)
        .hasMessageContaining("it may not enter " + inner);
    for (Path each : List.of(closed, inner)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rwx------");
      assertThat(Files.getAttribute(each, "unix:gid")).isEqualTo(0);
    }
  }

  private static ServerAccounts withoutNamespaces() {
    return new ServerAccounts(
        PROGRAMS,
        installed().binaries(),
        name -> ServerProgram.find(name.equals("unshare") ? "false" : name),
        0,
        0);
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
