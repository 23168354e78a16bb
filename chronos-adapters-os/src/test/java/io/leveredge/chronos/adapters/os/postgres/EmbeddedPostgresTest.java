package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.connect;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.execute;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.server;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.settings;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** One data directory for all: each rule starts and stops a server on it, and leaves it whole. */
  @TempDir static Path folder;

  private static Path home() {
    return folder.resolve("server");
  }

  @Test
  void itsDatabaseIsUtf8AndSafeAgainstPowerCutsUnlessToldOtherwise() throws Exception {
    EmbeddedPostgresSettings plain = EmbeddedPostgresSettings.of(TestServers.installed(), home());
    try (EmbeddedPostgres server = server(plain)) {
      EmbeddedDatabase database = server.start();
      assertThat(value(database, "SELECT current_database()")).isEqualTo("chronos");
      assertThat(value(database, "SELECT current_user")).isEqualTo("postgres");
      assertThat(value(database, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(value(database, "SHOW fsync")).isEqualTo("on");
      assertThat(value(database, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(value(database, "SHOW data_checksums")).isEqualTo("on");
      assertThat(value(database, "SHOW log_timezone")).isEqualTo("UTC");
    }
  }

  @Test
  void aRestartKeepsDataPortAndPassword() throws Exception {
    EmbeddedDatabase first;
    try (EmbeddedPostgres server = server(home())) {
      first = server.start();
      execute(first, "CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS id");
    }
    try (EmbeddedPostgres server = server(home())) {
      assertThat(server.start()).isEqualTo(first);
      assertThat(value(first, "SELECT id FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void startingARunningServerAgainChangesNothing() {
    try (EmbeddedPostgres server = server(home())) {
      EmbeddedDatabase database = server.start();
      ChildIdentity postmaster = server.postmaster().orElseThrow();
      assertThat(server.start()).isEqualTo(database);
      assertThat(server.postmaster()).contains(postmaster);
    }
  }

  @Test
  void itStopsWithinTenSecondsWithSessionsOpenAndAtWork() throws Exception {
    try (EmbeddedPostgres server = server(home())) {
      EmbeddedDatabase database = server.start();
      ChildIdentity postmaster = server.postmaster().orElseThrow();
      try (Connection idle = connect(database);
          Connection open = connect(database)) {
        open.setAutoCommit(false);
        open.createStatement().execute("CREATE TABLE half_done (id int)");
        Thread atWork = Thread.startVirtualThread(() -> sleepInTheServer(database));
        awaitSession(idle, "pg_sleep(600)");
        Instant before = Instant.now();
        server.stop();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        atWork.join();
      }
      assertThat(ProcessStatus.isRunning(postmaster)).isFalse();
      assertThat(server.isRunning()).isFalse();
      assertThat(home().resolve("data/postmaster.pid")).doesNotExist();
    }
  }

  private static void sleepInTheServer(EmbeddedDatabase database) {
    assertThatThrownBy(() -> value(database, "SELECT pg_sleep(600)"))
        .isInstanceOf(SQLException.class);
  }

  private static void awaitSession(Connection session, String doing) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try (var rows =
                  session
                      .createStatement()
                      .executeQuery(
                          "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%"
                              + doing
                              + "%' AND pid <> pg_backend_pid()")) {
                return rows.next();
              }
            });
  }

  @Test
  void itListensOnLoopbackOnlyAndOnNoSocketFile() throws Exception {
    EmbeddedPostgresSettings open =
        settings(home())
            .withServerSettings(Map.of("listen_addresses", "*", "unix_socket_directories", "/tmp"));
    try (EmbeddedPostgres server = server(open)) {
      EmbeddedDatabase database = server.start();
      assertThat(value(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(database, "SHOW unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (EmbeddedPostgres server = server(home())) {
      EmbeddedDatabase right = server.start();
      EmbeddedDatabase wrong =
          new EmbeddedDatabase(right.host(), right.port(), right.user(), "guess", right.database());
      assertThatThrownBy(() -> connect(wrong)).hasMessageContaining("password authentication");
    }
  }

  @Test
  void thePasswordIsInA0600FileAndOnNoCommandLine() throws Exception {
    try (EmbeddedPostgres server = server(home())) {
      EmbeddedDatabase database = server.start();
      Path file = home().resolve("pgpass");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).contains(database.password());
      assertThat(database.password()).hasSizeGreaterThanOrEqualTo(32);
      assertThat(database.toString()).doesNotContain(database.password());
      long pid = server.postmaster().orElseThrow().pid();
      assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
          .contains("listen_addresses")
          .doesNotContain(database.password());
    }
  }

  @Test
  void twoServersHaveTwoPasswords() {
    try (EmbeddedPostgres one = server(home());
        EmbeddedPostgres other = server(folder.resolve("other"))) {
      assertThat(one.start().password()).isNotEqualTo(other.start().password());
    }
  }

  @Test
  void theOnlyPortAllowedBeingTakenIsAnErrorThatNamesIt() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK);
        EmbeddedPostgres server = server(settings(home()).withPort(other.getLocalPort()))) {
      assertThatThrownBy(server::start)
          .isInstanceOfSatisfying(
              ChronosException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.EMBEDDED_DATABASE_FAILED))
          .hasMessageContaining("Port " + other.getLocalPort());
    }
  }

  @Test
  void aPortOfItsOwnChoiceThatSomebodyTookIsReplacedForGood() throws Exception {
    int first;
    try (EmbeddedPostgres server = server(home())) {
      first = server.start().port();
    }
    int second;
    try (ServerSocket other = new ServerSocket(first, 1, LOOPBACK);
        EmbeddedPostgres server = server(home())) {
      second = server.start().port();
      assertThat(second).isNotEqualTo(other.getLocalPort());
    }
    try (EmbeddedPostgres server = server(home())) {
      assertThat(server.start().port()).isEqualTo(second);
    }
  }

  @Test
  void whatTheServerLoggedIsInTheErrorWhenItDoesNotStart() throws Exception {
    try (EmbeddedPostgres server = server(home())) {
      server.start();
    }
    Path access = home().resolve("data/pg_hba.conf");
    String whole = Files.readString(access);
    Files.writeString(access, "nonsense\n");
    try (EmbeddedPostgres server = server(home())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ChronosException.class)
          .hasMessageContaining("invalid connection type \"nonsense\"")
          .hasMessageContaining(home().resolve("log").toString());
      assertThat(server.isRunning()).isFalse();
    } finally {
      Files.writeString(access, whole);
    }
  }

  @Test
  void whatTheServerSaysBeforeItHasALogIsInTheErrorToo() {
    EmbeddedPostgresSettings broken =
        settings(home()).withServerSettings(Map.of("no_such_setting", "1"));
    try (EmbeddedPostgres server = server(broken)) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ChronosException.class)
          .hasMessageContaining("no_such_setting");
    }
  }

  @Test
  void aFolderHasOneServiceAtATime() {
    try (EmbeddedPostgres server = server(home());
        EmbeddedPostgres second = server(home())) {
      server.start();
      assertThatThrownBy(second::start)
          .isInstanceOf(ChronosException.class)
          .hasMessageContaining("Another instance");
      second.stop();
      assertThat(server.isRunning()).isTrue();
    }
  }

  @Test
  void aFailedStartLeavesTheFolderToTheNext() throws Exception {
    EmbeddedPostgresSettings broken =
        settings(home()).withServerSettings(Map.of("no_such_setting", "1"));
    try (EmbeddedPostgres failing = server(broken);
        EmbeddedPostgres server = server(home())) {
      assertThatThrownBy(failing::start).isInstanceOf(ChronosException.class);
      assertThat(value(server.start(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void dataWithoutItsPasswordIsAnErrorThatNamesTheFile() throws Exception {
    try (EmbeddedPostgres server = server(home())) {
      server.start();
    }
    Path password = home().resolve("pgpass");
    Path elsewhere = folder.resolve("pgpass");
    Files.move(password, elsewhere);
    try (EmbeddedPostgres server = server(home())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ChronosException.class)
          .hasMessageContaining(password.toString());
    } finally {
      Files.move(elsewhere, password);
    }
  }
}
