package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.adapters.os.postgres.ServerProgram.Ended;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one server: {@code data} is PostgreSQL's data directory, {@code log} its log,
 * {@code pgpass} the password in the form libpq takes (manual, 34.16), {@code port} the port it
 * chose for itself.
 */
final class ClusterFolder {
  static final String DATA = "data";
  private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);
  private static final String UNFINISHED = "data.new-";
  private static final Duration INITDB_WAIT = Duration.ofMinutes(5);
  private static final int RANDOM_BYTES = 24;

  private final EmbeddedPostgresSettings settings;
  private final ServerProgram programs;
  private final Path home;

  ClusterFolder(EmbeddedPostgresSettings settings, ServerProgram programs) {
    this.settings = settings;
    this.programs = programs;
    this.home = settings.home();
  }

  Path data() {
    return home.resolve(DATA);
  }

  Path log() {
    return home.resolve("log");
  }

  Path passwordFile() {
    return home.resolve("pgpass");
  }

  Path portFile() {
    return home.resolve("port");
  }

  Path lockFile() {
    return home.resolve("lock");
  }

  /** Makes the folder where there is none; only its owner may enter it. */
  void create() throws IOException {
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * Makes the data directory unless there is one, and everything the account's. It appears under
   * its name by a rename once it is whole, so that what a crash leaves half made is never taken for
   * a server's data.
   */
  void initialize(ServerAccount account) throws IOException {
    account.own(home);
    removeUnfinished();
    if (Files.exists(data())) {
      if (!Files.exists(passwordFile())) {
        throw new ChronosException(
            ErrorCode.EMBEDDED_DATABASE_FAILED,
            data() + " is there but its password file is not: " + passwordFile());
      }
      handOver(account);
      return;
    }
    String password = randomText();
    Path unfinished = home.resolve(UNFINISHED + randomText());
    Path passwordForInitdb = unfinished.resolveSibling(unfinished.getFileName() + ".password");
    writePrivately(passwordForInitdb, password + "\n");
    account.own(passwordForInitdb);
    try {
      initdb(account, unfinished, passwordForInitdb);
    } finally {
      Files.deleteIfExists(passwordForInitdb);
    }
    writePrivately(passwordFile(), "*:*:*:*:" + password + "\n");
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    sync(home);
  }

  /** The folders above may have been opened or closed since: then another account is used. */
  private void handOver(ServerAccount account) throws IOException {
    for (Path each : List.of(log(), data())) {
      if (Files.exists(each) && ServerAccount.uidOf(each) != account.ownerUid()) {
        account.ownAll(each);
      }
    }
  }

  private void initdb(ServerAccount account, Path folder, Path passwordForInitdb) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + folder,
                "--username=" + settings.user(),
                "--pwfile=" + passwordForInitdb,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--lc-messages=C",
                "--data-checksums"));
    if (!settings.durable()) {
      arguments.add("--no-sync");
    }
    Ended initdb =
        programs.run(
            account.command(settings.binaries().resolve("initdb"), arguments), INITDB_WAIT);
    if (!initdb.well()) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED,
          "initdb of " + folder + " ended with " + initdb.describe());
    }
  }

  /** What an initdb left that was cut short. One that still runs loses its files and gives up. */
  private void removeUnfinished() throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(home)) {
      leftovers =
          files.filter(file -> file.getFileName().toString().startsWith(UNFINISHED)).toList();
    }
    for (Path leftover : leftovers) {
      LOG.info("Removing {}, left by an initdb that was cut short", leftover);
      try {
        FileTree.delete(leftover);
      } catch (IOException stillWrittenTo) {
        LOG.warn("Could not remove {}; the next start tries again", leftover, stillWrittenTo);
      }
    }
  }

  /** The password of the server's user. */
  String password() throws IOException {
    String line = Files.readString(passwordFile()).strip();
    return line.substring(line.lastIndexOf(':') + 1);
  }

  private static String randomText() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Writes a file that nobody else may read, durably, whole or not at all. */
  private static void writePrivately(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.UTF_8.encode(text));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
