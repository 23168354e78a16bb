package io.leveredge.chronos.adapters.os.postgres;

import static io.leveredge.chronos.adapters.os.postgres.TestServers.PROCESSES;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.system.JavaCommand;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services in processes of their own, killed so that they cannot end what they have started. */
final class KilledService {
  private static final Duration SOON = Duration.ofSeconds(60);

  private KilledService() {}

  /** The server that a killed service has left running in that folder. */
  static ChildIdentity leaving(Path home) throws Exception {
    ChildIdentity postmaster;
    try (Child service = start(home, TestServers.installed().binaries())) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(service.output(), US_ASCII));
      String pid = Optional.ofNullable(lines.readLine()).orElseGet(service::errors);
      postmaster = ProcessStatus.of(Long.parseLong(pid)).orElseThrow().identity();
      killHard(service);
    }
    assertThat(ProcessStatus.isRunning(postmaster)).as("the server lives on").isTrue();
    return postmaster;
  }

  static Child start(Path home, Path binaries) {
    List<String> command = JavaCommand.of(ServiceToKill.class, home, binaries);
    return PROCESSES.start(
        new Command(
            Path.of(command.getFirst()),
            command.subList(1, command.size()),
            Map.of(),
            Optional.empty()));
  }

  /** The service alone: to close or kill it as a child takes along all that it has started. */
  static void killHard(Child service) throws InterruptedException {
    killAlone(service.identity());
    assertThat(service.await(SOON)).contains(128 + 9);
  }

  static void killAlone(ChildIdentity process) {
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
    handle.destroyForcibly();
    await().atMost(SOON).until(() -> !ProcessStatus.isRunning(process));
  }
}
