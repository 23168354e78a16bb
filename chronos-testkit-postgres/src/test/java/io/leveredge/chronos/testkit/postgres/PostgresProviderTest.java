package io.leveredge.chronos.testkit.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.postgres.PostgresProvider.Choice;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProviderTest {
  private static final PostgresInstallation INSTALLED =
      new PostgresInstallation(15, Path.of("/usr/lib/postgresql/15/bin"));
  @TempDir Path temporary;

  private PostgresProvider provider(boolean docker, Optional<PostgresInstallation> installed) {
    return new PostgresProvider(() -> docker, () -> installed, temporary);
  }

  @Test
  void whereDockerAnswersAContainerOfTheClientsVersionIsChosen() {
    assertThat(provider(true, Optional.of(INSTALLED)).choose())
        .isEqualTo(new Choice.Container("postgres:15"));
  }

  @Test
  void whereDockerAnswersNoClientIsNeeded() {
    assertThat(provider(true, Optional.empty()).choose())
        .isEqualTo(new Choice.Container("postgres:17"));
  }

  @Test
  void whereDockerDoesNotAnswerTheBinariesAreChosen() {
    assertThat(provider(false, Optional.of(INSTALLED)).choose())
        .isEqualTo(new Choice.Binaries(INSTALLED));
  }

  @Test
  void whereThereIsNeitherTheErrorNamesBoth() {
    assertThatThrownBy(() -> provider(false, Optional.empty()).choose())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Docker")
        .hasMessageContaining("apt-get install postgresql");
  }

  @Test
  void aContainerChoiceMakesAContainerAndABinariesChoiceALocalServer() {
    assertThat(new Choice.Container("postgres:15").server(Map.of()))
        .isInstanceOf(ContainerServer.class);
    PostgresServer local = new Choice.Binaries(INSTALLED).server(Map.of());
    assertThat(local).isInstanceOf(LocalServer.class);
    local.discard();
  }

  @Test
  void theServerOfAKilledTestRunIsRemovedAndThatOfALiveOneIsNot() throws Exception {
    ChildIdentity left = killATestRun();
    TestDatabase ours = TestPostgres.shared().createDatabase();
    assertThat(ProcessStatus.isRunning(left)).as("its server lives on").isTrue();
    PostgresInstallation installed = PostgresInstallations.ofThisMachine().newest().orElseThrow();
    new PostgresProvider(() -> false, () -> Optional.of(installed), temporary).choose();
    assertThat(ProcessStatus.isRunning(left)).isFalse();
    assertThat(temporary).isEmptyDirectory();
    Path here = Path.of(System.getProperty("java.io.tmpdir"));
    new PostgresProvider(() -> false, () -> Optional.of(installed), here).choose();
    assertThat(ours.value("SELECT 1")).contains("1");
  }

  private ChildIdentity killATestRun() throws Exception {
    OsChildProcesses processes = new OsChildProcesses(new SystemClock());
    Command command =
        new Command(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                TestRunToKill.class.getName()),
            Map.of(),
            Optional.empty());
    try (Child run = processes.start(command)) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(run.output(), US_ASCII));
      String pid = Optional.ofNullable(lines.readLine()).orElseGet(run::errors);
      ChildIdentity server = ProcessStatus.of(Long.parseLong(pid)).orElseThrow().identity();
      // Alone: killed as a child, it would take its server along.
      ProcessHandle.of(run.identity().pid()).orElseThrow().destroyForcibly();
      assertThat(run.await(Duration.ofSeconds(60))).contains(128 + 9);
      return server;
    }
  }

  @Test
  void aFolderThatIsBeingMadeHasNoOwnerAndIsLeftAlone() throws Exception {
    Path young = Files.createDirectory(temporary.resolve("test-postgres-young"));
    provider(false, Optional.of(INSTALLED)).choose();
    assertThat(young).exists();
  }
}
