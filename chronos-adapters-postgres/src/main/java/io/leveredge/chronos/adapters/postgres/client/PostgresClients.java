package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The installed PostgreSQL clients. A server is dumped by a client of its own major version: an
 * older one refuses (pg_dump manual, "Notes"), and what a newer one writes may not load into that
 * server any more.
 */
public final class PostgresClients {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 1024;

  private final ChildProcesses children;
  private final Supplier<List<Path>> folders;
  private final Map<Program, Optional<ClientVersion>> known = new ConcurrentHashMap<>();

  /** A program as it was when it was asked; an upgrade changes its time. */
  private record Program(Path path, FileTime changed) {}

  /**
   * @param configured a folder to look into first (the setting PG_BIN)
   */
  public PostgresClients(ChildProcesses children, Optional<Path> configured) {
    this(children, () -> ClientFolders.of(configured, Optional.ofNullable(System.getenv("PATH"))));
  }

  /** Those of one folder and no other. */
  public static PostgresClients in(ChildProcesses children, Path folder) {
    return new PostgresClients(children, () -> List.of(folder));
  }

  private PostgresClients(ChildProcesses children, Supplier<List<Path>> folders) {
    this.children = children;
    this.folders = folders;
  }

  /** Every client found, in the order of preference. */
  public List<PostgresClient> installed() {
    List<PostgresClient> clients = new ArrayList<>();
    for (Path folder : folders.get()) {
      version(folder.resolve("pg_dump"))
          .ifPresent(version -> clients.add(new PostgresClient(folder, version)));
    }
    return clients;
  }

  /**
   * The first client of that major version.
   *
   * @param serverVersion for the message only, for example {@code 16.2}
   * @throws ChronosException with {@code DATABASE_CLIENT_MISSING} where there is none
   */
  public PostgresClient forServer(int major, String serverVersion) {
    List<PostgresClient> installed = installed();
    return installed.stream()
        .filter(client -> client.version().major() == major)
        .findFirst()
        .orElseThrow(() -> missing(major, serverVersion, installed));
  }

  private static ChronosException missing(
      int major, String serverVersion, List<PostgresClient> installed) {
    String found =
        installed.isEmpty()
            ? "none was found"
            : "found were only "
                + String.join(
                    ", ",
                    installed.stream()
                        .map(client -> client.version().text() + " in " + client.folder())
                        .toList());
    return new ChronosException(
            ErrorCode.DATABASE_CLIENT_MISSING,
            "The server is PostgreSQL %s and needs pg_dump %d; %s. On Debian and Ubuntu the package is postgresql-client-%d."
                .formatted(serverVersion, major, found, major))
        .with("package", "postgresql-client-" + major);
  }

  private Optional<ClientVersion> version(Path program) {
    try {
      return known.computeIfAbsent(
          new Program(program, Files.getLastModifiedTime(program)), key -> ask(key.path()));
    } catch (IOException vanished) {
      return Optional.empty();
    }
  }

  private Optional<ClientVersion> ask(Path program) {
    Command command =
        new Command(program, List.of("--version"), Map.of("LC_ALL", "C"), Optional.empty());
    try (Child child = children.start(command)) {
      String answer = new String(child.output().readNBytes(LONGEST_LINE), StandardCharsets.UTF_8);
      return child.await(LONGEST_ANSWER).filter(status -> status == 0).isPresent()
          ? ClientVersion.parse(answer)
          : Optional.empty();
    } catch (IOException | ChronosException cannotRun) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
