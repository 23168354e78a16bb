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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the account that a server can run under, by trying. */
final class ServerAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(ServerAccounts.class);
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final Duration TRIAL = Duration.ofSeconds(10);
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> GROUP_PASSES =
      PosixFilePermissions.fromString("rwx--x---");

  private final ServerProgram programs;
  private final Path binaries;
  private final Function<String, Optional<Path>> system;
  private final int uid;
  private final int gid;

  /**
   * @param system finds a program of the system by its name
   * @param uid of the user that this service runs as
   * @param gid of its group
   */
  ServerAccounts(
      ServerProgram programs,
      Path binaries,
      Function<String, Optional<Path>> system,
      int uid,
      int gid) {
    this.programs = programs;
    this.binaries = binaries;
    this.system = system;
    this.uid = uid;
    this.gid = gid;
  }

  static ServerAccounts ofThisProcess(ServerProgram programs, Path binaries) throws IOException {
    Path self = Path.of("/proc/self");
    return new ServerAccounts(
        programs,
        binaries,
        ServerProgram::find,
        (int) Files.getAttribute(self, "unix:uid"),
        (int) Files.getAttribute(self, "unix:gid"));
  }

  /**
   * The account for a server whose files lie in {@code home}. Files that are root's already stay
   * root's where that works. Where no account works because the folder above is root's alone, the
   * system's own user is let through it.
   *
   * @throws ChronosException when none works, with the reason for each
   */
  ServerAccount choose(Path home) throws IOException {
    if (uid != 0) {
      return new Ours(uid, gid);
    }
    List<String> reasons = new ArrayList<>();
    List<ServerAccount> candidates = candidates(home, reasons);
    for (ServerAccount candidate : candidates) {
      Optional<String> obstacle = obstacle(candidate, home);
      if (obstacle.isEmpty()) {
        return candidate;
      }
      reasons.add("as " + candidate.describe() + ": " + obstacle.get());
    }
    for (ServerAccount candidate : candidates) {
      if (candidate instanceof SystemUser user && letIn(user, home)) {
        return user;
      }
    }
    throw new ChronosException(
        ErrorCode.EMBEDDED_DATABASE_FAILED,
        "PostgreSQL does not run as root, and no other account works for "
            + home
            + ": "
            + String.join("; ", reasons));
  }

  /**
   * Whether a user of the system works once it is let through the folder above the server's, which
   * is root's alone: for a root that may make no user namespaces, as in most containers. The user's
   * group may enter and not list it from then on; what else lies there stays as closed as it is.
   */
  private boolean letIn(SystemUser user, Path home) throws IOException {
    Path above = above(home);
    if (ServerAccount.uidOf(above) != 0
        || !Files.getPosixFilePermissions(above).equals(OWNER_ALONE)) {
      return false;
    }
    int group = (int) Files.getAttribute(above, "unix:gid");
    ServerAccount.setGroup(above, user.ownerGid());
    Files.setPosixFilePermissions(above, GROUP_PASSES);
    if (obstacle(user, home).isPresent()) {
      Files.setPosixFilePermissions(above, OWNER_ALONE);
      ServerAccount.setGroup(above, group);
      return false;
    }
    LOG.info(
        "The group of {} may pass through {} from now on: PostgreSQL runs as that user",
        user.describe(),
        above);
    return true;
  }

  private List<ServerAccount> candidates(Path home, List<String> reasons) throws IOException {
    PasswdEntry user = unprivilegedUser();
    List<ServerAccount> candidates = new ArrayList<>();
    system
        .apply("setpriv")
        .ifPresentOrElse(
            setpriv -> candidates.add(new SystemUser(setpriv, user.name(), user.uid(), user.gid())),
            () -> reasons.add("setpriv is not installed"));
    system
        .apply("unshare")
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
    Path above = above(home);
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

  private static Path above(Path home) {
    return Optional.ofNullable(home.getParent()).orElse(home);
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
