package io.leveredge.chronos.adapters.os;

import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that we started. Its thread is a daemon: no child keeps the service from ending. */
final class OsChild implements Child {
  private static final Logger LOG = LoggerFactory.getLogger(OsChild.class);

  /** Standard error may stay open in a grandchild; its reader is not waited for longer. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** A killed process runs no instruction more; only a hung disk can keep it from being gone. */
  private static final Duration KILL_WAIT = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final ChildIdentity identity;
  private final ErrorTail errors = new ErrorTail();
  private final Thread errorReader;

  OsChild(String name, Process process) {
    this.name = name;
    this.process = process;
    // A child that has ended and been reaped already has no ticks: 0 is no process's but that of
    // the kernel, so that nothing is ever killed in its place.
    this.identity =
        ProcessStatus.of(process.pid())
            .map(ProcessStatus::identity)
            .orElse(new ChildIdentity(process.pid(), 0));
    this.errorReader =
        Thread.ofPlatform()
            .daemon()
            .name("errors of " + name + " " + process.pid())
            .start(this::readErrors);
  }

  private void readErrors() {
    byte[] buffer = new byte[8192];
    try (InputStream stream = process.getErrorStream()) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        errors.append(buffer, n);
      }
    } catch (IOException ended) {
      LOG.debug("Standard error of {} {} ended early", name, process.pid(), ended);
    }
  }

  @Override
  public ChildIdentity identity() {
    return identity;
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public Optional<Integer> await(Duration atMost) throws InterruptedException {
    // Java reports death by signal n as 128 + n (ProcessImpl, WTERMSIG), like a shell.
    boolean ended = process.waitFor(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    return ended ? Optional.of(process.exitValue()) : Optional.empty();
  }

  @Override
  public String errors() {
    if (!process.isAlive()) {
      awaitLastWords();
    }
    return errors.text();
  }

  private void awaitLastWords() {
    try {
      errorReader.join(LAST_WORDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      new ProcessFamily(process.toHandle()).kill();
      awaitGone();
    }
    try {
      process.getInputStream().close();
    } catch (IOException alreadyGone) {
      LOG.debug("Output of {} {} was closed already", name, process.pid(), alreadyGone);
    }
  }

  /** Not cut short by an interrupt: the caller relies on the process being gone. */
  private void awaitGone() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!process.waitFor(KILL_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} {} was killed but is not gone after {}", name, process.pid(), KILL_WAIT);
          }
          return;
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
