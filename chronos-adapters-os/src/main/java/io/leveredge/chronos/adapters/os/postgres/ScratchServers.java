package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PostgreSQL servers that are started for one piece of work and are gone afterwards, each with a
 * folder of its own. They forget everything in a power cut, which makes them fast.
 */
public final class ScratchServers {
  private static final String SUFFIX = "-postgres";

  /**
   * Nothing outlives the work. A dump of many tables locks all of them at once, and the usual table
   * of locks holds 6,400 (manual, 20.12).
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "off",
          "full_page_writes", "off",
          "synchronous_commit", "off",
          "wal_level", "minimal",
          "max_wal_senders", "0",
          "max_locks_per_transaction", "512");

  private final ChildProcesses processes;
  private final Clock clock;
  private final PostgresInstallations installations;
  private final Path folder;
  private final Set<BackupId> inUse = ConcurrentHashMap.newKeySet();

  /**
   * @param folder in which each server has its folder; made where it is missing. Only what ends in
   *     {@code -postgres} is ours there
   */
  public ScratchServers(
      ChildProcesses processes, Clock clock, PostgresInstallations installations, Path folder) {
    this.processes = processes;
    this.clock = clock;
    this.installations = installations;
    this.folder = folder;
  }

  /** A server that runs until it is closed, which removes it. */
  public final class Scratch implements AutoCloseable {
    private final BackupId work;
    private final EmbeddedPostgres server;
    private final EmbeddedDatabase database;

    private Scratch(BackupId work, EmbeddedPostgres server, EmbeddedDatabase database) {
      this.work = work;
      this.server = server;
      this.database = database;
    }

    /** A database of it that is empty, as its superuser. */
    public EmbeddedDatabase database() {
      return database;
    }

    @Override
    public void close() {
      remove(work, server);
    }
  }

  /**
   * Starts one: of that major version where it is installed, else of the next that is newer, else
   * of the newest there is.
   *
   * @param work what it is for, of which there is one at a time
   * @throws ChronosException EMBEDDED_DATABASE_FAILED where no server is installed or it does not
   *     start; SHUTTING_DOWN where the thread is interrupted. Nothing is left of it then
   */
  public Scratch start(BackupId work, int major) {
    PostgresInstallation installation = fitting(major);
    inUse.add(work);
    EmbeddedPostgres server = server(installation, folder.resolve(work.value() + SUFFIX));
    try {
      Files.createDirectories(folder);
      return new Scratch(work, server, server.start());
    } catch (IOException unusable) {
      inUse.remove(work);
      throw failed(unusable);
    } catch (RuntimeException failure) {
      remove(work, server);
      throw failure;
    }
  }

  private void remove(BackupId work, EmbeddedPostgres server) {
    try {
      server.discard();
    } finally {
      inUse.remove(work);
    }
  }

  /**
   * Ends and removes the servers that dead processes have left; does nothing where nothing was
   * left.
   *
   * @throws ChronosException EMBEDDED_DATABASE_FAILED where one cannot be removed
   */
  public void clearUp() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path each : all) {
        String name = each.getFileName().toString();
        BackupId.parse(name.substring(0, name.length() - SUFFIX.length()))
            .filter(work -> !inUse.contains(work))
            .ifPresent(dead -> server(fitting(0), each).discard());
      }
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private EmbeddedPostgres server(PostgresInstallation installation, Path home) {
    return new EmbeddedPostgres(
        processes,
        clock,
        EmbeddedPostgresSettings.of(installation, home).withServerSettings(SETTINGS));
  }

  private PostgresInstallation fitting(int major) {
    List<PostgresInstallation> installed = installations.all();
    return installed.stream()
        .filter(each -> each.major() >= major)
        .min(Comparator.comparingInt(PostgresInstallation::major))
        .or(() -> installed.stream().findFirst())
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.EMBEDDED_DATABASE_FAILED,
                    "No PostgreSQL server is installed here to start a scratch one from; install"
                        + " 'postgresql'"));
  }

  private ChronosException failed(IOException failure) {
    return new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED,
        "Scratch servers cannot be kept in " + folder + ": " + failure,
        failure);
  }
}
