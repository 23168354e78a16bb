package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.PROCESSES;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.connect;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.execute;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.installed;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.server;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.settings;
import static io.leveredge.chronos.adapters.os.postgres.TestServers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left by a service or a server that was killed is found again and settled. */
class EmbeddedPostgresCrashTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** One data directory for most: making one takes longest. */
  @TempDir static Path folder;

  private Path home = folder.resolve("server");

  @Test
  void theServerOfAKilledServiceIsGoneOnWith() throws Exception {
    ChildIdentity left = KilledService.leaving(home);
    try (EmbeddedPostgres server = server(home)) {
      EmbeddedDatabase database = server.start();
      assertThat(server.postmaster()).contains(left);
      assertThat(value(database, "SELECT 1")).isEqualTo("1");
    }
    assertThat(ProcessStatus.isRunning(left)).isFalse();
  }

  @Test
  void theServerOfAKilledServiceIsRestartedWhereTheSettingsChanged() throws Exception {
    ChildIdentity left = KilledService.leaving(home);
    Map<String, String> changed = Map.of("fsync", "off", "work_mem", "7MB");
    try (EmbeddedPostgres server = server(settings(home).withServerSettings(changed))) {
      EmbeddedDatabase database = server.start();
      assertThat(ProcessStatus.isRunning(left)).isFalse();
      assertThat(value(database, "SHOW work_mem")).isEqualTo("7MB");
    }
  }

  @Test
  void theServerOfAKilledServiceCanBeStoppedWithoutStartingAnything() throws Exception {
    ChildIdentity left = KilledService.leaving(home);
    EmbeddedPostgres server = server(home);
    server.stopLeftover();
    assertThat(ProcessStatus.isRunning(left)).isFalse();
    assertThat(server.isRunning()).isFalse();
    server.stopLeftover();
  }

  @Test
  void anInitdbThatWasCutShortIsDoneAgain() throws Exception {
    home = folder.resolve("cut-short");
    Path reached = folder.resolve("reached");
    Path binaries = binariesWhoseInitdbHangs(reached);
    ChildIdentity initdb;
    try (Child service = KilledService.start(home, binaries)) {
      await().atMost(SOON).until(() -> Files.exists(reached) && Files.size(reached) > 1);
      long pid = Long.parseLong(Files.readString(reached).strip());
      initdb = ProcessStatus.of(pid).orElseThrow().identity();
      KilledService.killHard(service);
    }
    assertThat(ProcessStatus.isRunning(initdb)).as("the orphan goes on").isTrue();
    assertThat(home.resolve("data")).doesNotExist();
    assertThat(unfinished()).isNotEmpty();
    try (EmbeddedPostgres server = server(home)) {
      assertThat(value(server.start(), "SELECT 1")).isEqualTo("1");
      assertThat(unfinished()).isEmpty();
    } finally {
      PROCESSES.kill(initdb);
    }
  }

  @Test
  void aStopDoesNotWaitForAnInitdbThatTakesLong() throws Exception {
    home = folder.resolve("given-up");
    Path reached = folder.resolve("given-up-reached");
    Path binaries = binariesWhoseInitdbHangs(reached);
    EmbeddedPostgres slow = server(slowly(home, binaries));
    CompletableFuture<EmbeddedDatabase> start = CompletableFuture.supplyAsync(slow::start);
    await().atMost(SOON).until(() -> Files.exists(reached) && Files.size(reached) > 1);
    long initdb = Long.parseLong(Files.readString(reached).strip());
    slow.abandonStart();
    assertThat(start)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(InstanceOfAssertFactories.type(ChronosException.class))
        .returns(ErrorCode.SHUTTING_DOWN, ChronosException::code);
    slow.close();
    await().atMost(SOON).until(() -> ProcessStatus.of(initdb).isEmpty());
    assertThat(home.resolve("data")).doesNotExist();
    try (EmbeddedPostgres server = server(home)) {
      assertThat(value(server.start(), "SELECT 1")).isEqualTo("1");
      assertThat(unfinished()).isEmpty();
    }
  }

  private static EmbeddedPostgresSettings slowly(Path home, Path binaries) {
    EmbeddedPostgresSettings usual = settings(home);
    return new EmbeddedPostgresSettings(
        binaries, home, usual.port(), usual.user(), usual.database(), usual.serverSettings());
  }

  @Test
  void aStalePidFileThatNamesAnotherProgramIsNoHindrance() throws Exception {
    Path pidFile = home.resolve("data/postmaster.pid");
    String ours;
    try (EmbeddedPostgres server = server(home)) {
      server.start();
      ours = Files.readString(pidFile);
    }
    List<String> lines = new ArrayList<>(ours.lines().toList());
    try (Child stranger = startStranger();
        EmbeddedPostgres server = server(home)) {
      // Not our own number: PostgreSQL itself sees through that of its parent.
      lines.set(0, Long.toString(stranger.identity().pid()));
      Files.write(pidFile, lines);
      assertThat(value(server.start(), "SELECT 1")).isEqualTo("1");
      assertThat(ProcessStatus.isRunning(stranger.identity())).isTrue();
    }
  }

  private static Child startStranger() {
    return PROCESSES.start(
        new Command(Path.of("/bin/sleep"), List.of("600"), Map.of(), Optional.empty()));
  }

  @Test
  void aKilledServerStartsAgainWithWhatWasCommittedThoughASessionIsStillAtWork() throws Exception {
    home = folder.resolve("durable");
    try (EmbeddedPostgres server = server(EmbeddedPostgresSettings.of(installed(), home))) {
      EmbeddedDatabase database = server.start();
      execute(database, "CREATE TABLE kept AS SELECT 42 AS id");
      ChildIdentity busy = busySession(database);
      KilledService.killAlone(server.postmaster().orElseThrow());
      assertThat(server.isRunning()).isFalse();
      assertThat(ProcessStatus.isRunning(busy)).as("it has not noticed").isTrue();
      assertThat(value(server.start(), "SELECT id FROM kept")).isEqualTo("42");
      assertThat(ProcessStatus.isRunning(busy)).isFalse();
    }
  }

  /** One that computes and waits for nothing: only a wait lets a session see its server die. */
  private static ChildIdentity busySession(EmbeddedDatabase database) throws SQLException {
    Thread.startVirtualThread(
        () -> {
          try {
            value(database, "SELECT count(*) FROM (SELECT generate_series(1, 1e15)) AS busy");
          } catch (SQLException killed) {
            // That is how it ends.
          }
        });
    try (Connection session = connect(database)) {
      await().atMost(SOON).until(() -> busyPid(session).isPresent());
      return ProcessStatus.of(busyPid(session).orElseThrow()).orElseThrow().identity();
    }
  }

  private static Optional<Long> busyPid(Connection session) throws SQLException {
    String sql =
        "SELECT pid FROM pg_stat_activity"
            + " WHERE query LIKE '%AS busy' AND pid <> pg_backend_pid()";
    try (ResultSet rows = session.createStatement().executeQuery(sql)) {
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }

  /** The installed ones, but initdb does its work and then does not end. */
  private Path binariesWhoseInitdbHangs(Path reached) throws Exception {
    Path binaries = Files.createDirectory(folder.resolve(reached.getFileName() + "-bin"));
    Path real = installed().binaries();
    script(binaries.resolve("postgres"), "exec " + real.resolve("postgres") + " \"$@\"\n");
    script(
        binaries.resolve("initdb"),
        (real.resolve("initdb") + " \"$@\" >/dev/null\n")
            + ("echo $$ >" + reached + "\n")
            + "exec sleep 600 >/dev/null 2>&1\n");
    return binaries;
  }

  private static void script(Path file, String text) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Path> unfinished() throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.getFileName().toString().startsWith("data.new-")).toList();
    }
  }
}
