package io.leveredge.chronos.adapters.os.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself in {@code postmaster.pid} (manual, 73.1). The lines are numbered in
 * PostgreSQL's {@code utils/pidfile.h}: 1 the process, 3 its start, 4 the port, 8 the status. A
 * file that is being written has fewer.
 *
 * @param port 0 while it is not yet known
 * @param status {@code starting}, {@code stopping}, {@code ready} or {@code standby}
 */
record PostmasterFile(long pid, Instant started, int port, String status) {
  private static final String NAME = "postmaster.pid";
  private static final int STARTED_LINE = 3;
  private static final int PORT_LINE = 4;
  private static final int STATUS_LINE = 8;

  /** Empty where there is none or nothing in it. */
  static Optional<PostmasterFile> read(Path data) throws IOException {
    Path file = data.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      String pid = line(lines, 1, "");
      if (pid.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new PostmasterFile(
              // A server in single-user mode writes its number with a minus.
              Math.abs(Long.parseLong(pid)),
              Instant.ofEpochSecond(Long.parseLong(line(lines, STARTED_LINE, "0"))),
              Integer.parseInt(line(lines, PORT_LINE, "0")),
              line(lines, STATUS_LINE, "")));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  private static String line(List<String> lines, int number, String otherwise) {
    return lines.size() < number ? otherwise : lines.get(number - 1).strip();
  }

  /** Whether connections are accepted. */
  boolean ready() {
    return status.equals("ready");
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(NAME));
  }
}
