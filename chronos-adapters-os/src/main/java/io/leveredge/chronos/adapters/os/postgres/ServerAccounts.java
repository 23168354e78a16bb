package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.postgres.ServerAccount.MappedRoot;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.Ours;
import io.leveredge.chronos.adapters.os.postgres.ServerAccount.SystemUser;
import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds the account that a server can run under, by trying. */
final class ServerAccounts {
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final Duration TRIAL = Duration.ofSeconds(10);

  private final ServerProgram programs;
  private final Path binaries;
  private final int uid;
  private final int gid;

  /**
   * @param uid of the user that this service runs as
   * @param gid of its group
   */
  ServerAccounts(ServerProgram programs, Path binaries, int uid, int gid) {
    this.programs = programs;
    this.binaries = binaries;
    this.uid = uid;
    this.gid = gid;
  }

  static ServerAccounts ofThisProcess(ServerProgram programs, Path binaries) throws IOException {
    Path self = Path.of("/proc/self");
    return new ServerAccounts(
        programs,
        binaries,
        (int) Files.getAttribute(self, "unix:uid"),
        (int) Files.getAttribute(self, "unix:gid"));
  }

  /**
   * The account for a server whose files lie in {@code home}. Files that are root's already stay
   * root's where that works.
   *
   * @throws ChronosException when none works, with the reason for each
   */
  ServerAccount choose(Path home) throws IOException {
    if (uid != 0) {
      return new Ours(uid, gid);
    }
    List<String> reasons = new ArrayList<>();
    for (ServerAccount candidate : candidates(home, reasons)) {
      Optional<String> obstacle = obstacle(candidate, home);
      if (obstacle.isEmpty()) {
        return candidate;
      }
      reasons.add("as " + candidate.describe() + ": " + obstacle.get());
    }
    throw new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED,
        "PostgreSQL does not run as root, and no other account works for "
            + home
            + ": "
            + String.join("; ", reasons));
  }

  private List<ServerAccount> candidates(Path home, List<String> reasons) throws IOException {
    PasswdEntry user = unprivilegedUser();
    List<ServerAccount> candidates = new ArrayList<>();
    ServerProgram.find("setpriv")
        .ifPresentOrElse(
            setpriv -> candidates.add(new SystemUser(setpriv, user.name(), user.uid(), user.gid())),
            () -> reasons.add("setpriv is not installed"));
    ServerProgram.find("unshare")
        .ifPresentOrElse(
            unshare -> candidates.add(new MappedRoot(unshare, user.uid(), user.gid())),
            () -> reasons.add("unshare is not installed"));
    Path data = home.resolve(ClusterFolder.DATA);
    if (Files.exists(data) && ServerAccount.uidOf(data) == 0) {
      Collections.reverse(candidates);
    }
    return candidates;
  }

  /** Why an account does not work: it cannot run the server, or not enter the folder above. */
  private Optional<String> obstacle(ServerAccount account, Path home) {
    Path above = Optional.ofNullable(home.getParent()).orElse(home);
    Path test = ServerProgram.find("test").orElse(Path.of("/usr/bin/test"));
    try {
      Ended version = tryOut(account.command(binaries.resolve("postgres"), List.of("--version")));
      if (!version.well()) {
        return Optional.of("postgres --version ended with " + version.describe());
      }
      Ended enters = tryOut(account.command(test, List.of("-x", above.toString())));
      return enters.well() ? Optional.empty() : Optional.of("it may not enter " + above);
    } catch (ChronosException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  private Ended tryOut(Command command) {
    return programs.run(command, TRIAL);
  }

  /** One line of /etc/passwd, passwd(5). */
  private record PasswdEntry(String name, int uid, int gid) {}

  /** initdb asks for the name of its user, so the number must be that of a real one. */
  private static PasswdEntry unprivilegedUser() throws IOException {
    List<PasswdEntry> users =
        Files.readAllLines(PASSWD).stream()
            .map(line -> line.split(":", -1))
            .filter(fields -> fields.length >= 4)
            .map(f -> new PasswdEntry(f[0], Integer.parseInt(f[2]), Integer.parseInt(f[3])))
            .toList();
    for (String name : List.of("postgres", "nobody")) {
      for (PasswdEntry user : users) {
        if (user.name().equals(name)) {
          return user;
        }
      }
    }
    throw new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED,
        "PostgreSQL does not run as root, and " + PASSWD + " has no user postgres or nobody");
  }
}
