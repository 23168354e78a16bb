package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.ports.system.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed service, or a killed server, has left running in a data directory. A server and all
 * its processes have it as their working directory, which tells them from a stranger that has taken
 * over a number in a stale {@code postmaster.pid}.
 */
record Leftovers(Path data, ChildProcesses processes, Patience patience) {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Path PROC = Path.of("/proc");

  /** A session notices within moments that its server is gone, unless it is busy computing. */
  private static final Duration ORPHANS_WAIT = Duration.ofSeconds(5);

  /** What a server calls its start comes a little after the process's. */
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** The server that runs there, where one does. */
  Optional<Postmaster> postmaster() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(data);
    return file.flatMap(found -> ProcessStatus.of(found.pid()))
        .filter(status -> !status.hasEnded())
        .filter(status -> runsHere(status.pid()).orElseGet(() -> looksLike(file.get(), status)))
        .map(status -> new Postmaster(status.identity(), file.get().port(), Optional.empty()));
  }

  /**
   * Makes sure that no process of a dead server is left, and that no stale {@code postmaster.pid}
   * keeps a new one from starting: PostgreSQL refuses while any process of the same user has the
   * number in it.
   */
  void clear() throws IOException {
    if (!patience.until(ORPHANS_WAIT, () -> running().isEmpty())) {
      for (ProcessStatus orphan : running()) {
        LOG.warn("Killing PostgreSQL process {}, whose server is gone", orphan.pid());
        processes.kill(orphan.identity());
      }
    }
    Optional<PostmasterFile> file = PostmasterFile.read(data);
    if (file.flatMap(found -> ProcessStatus.of(found.pid())).isPresent()) {
      LOG.info("Removing a stale postmaster.pid: {} is another program's now", file.get().pid());
      PostmasterFile.delete(data);
    }
  }

  private List<ProcessStatus> running() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .flatMap(pid -> ProcessStatus.of(Long.parseLong(pid)).stream())
          .filter(status -> !status.hasEnded() && runsHere(status.pid()).orElse(false))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Empty where we may not know. */
  private Optional<Boolean> runsHere(long pid) {
    try {
      Path folder = Files.readSymbolicLink(PROC.resolve(Long.toString(pid)).resolve("cwd"));
      return Optional.of(Files.isSameFile(folder, data));
    } catch (AccessDeniedException hidden) {
      return Optional.empty();
    } catch (FileSystemException ended) {
      return Optional.of(false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** For a root without the power to look into others' processes, as in many containers. */
  private boolean looksLike(PostmasterFile file, ProcessStatus status) {
    try {
      Path process = PROC.resolve(Long.toString(status.pid()));
      return status.name().equals("postgres")
          && ServerAccount.uidOf(process) == ServerAccount.uidOf(data)
          && ProcessHandle.of(status.pid())
              .flatMap(handle -> handle.info().startInstant())
              .filter(start -> isClose(start, file.started()))
              .isPresent();
    } catch (IOException ended) {
      return false;
    }
  }

  private static boolean isClose(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOSE) < 0;
  }
}
