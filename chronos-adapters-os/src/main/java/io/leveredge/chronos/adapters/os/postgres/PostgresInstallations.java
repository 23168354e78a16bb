package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PostgreSQLs installed on a machine the way Debian and its kin lay them out: one folder per
 * major version, {@code /usr/lib/postgresql/15/bin}.
 */
public final class PostgresInstallations {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern MAJOR = Pattern.compile("[1-9][0-9]");

  /** The last two come with the client's package, the others with the server's. */
  private static final List<String> NEEDED =
      List.of("initdb", "postgres", "pg_ctl", "psql", "pg_dump");

  private final Path root;

  /** Those below a folder laid out like {@code /usr/lib/postgresql}. */
  public PostgresInstallations(Path root) {
    this.root = root;
  }

  /** Those of this machine's packages. */
  public static PostgresInstallations ofThisMachine() {
    return new PostgresInstallations(DEBIAN);
  }

  /** All that have both the server and the client, newest first; empty where there is none. */
  public List<PostgresInstallation> all() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> MAJOR.matcher(folder.getFileName().toString()).matches())
          .map(
              folder ->
                  new PostgresInstallation(
                      Integer.parseInt(folder.getFileName().toString()), folder.resolve("bin")))
          .filter(PostgresInstallations::isWhole)
          .sorted(Comparator.comparingInt(PostgresInstallation::major).reversed())
          .toList();
    } catch (IOException unreadable) {
      throw new ChronosException(
          ErrorCode.EMBEDDED_DATABASE_FAILED, "Cannot list " + root, unreadable);
    }
  }

  /** The newest that has both the server and the client. */
  public Optional<PostgresInstallation> newest() {
    return all().stream().findFirst();
  }

  private static boolean isWhole(PostgresInstallation installation) {
    return NEEDED.stream()
        .allMatch(program -> Files.isExecutable(installation.binaries().resolve(program)));
  }
}
