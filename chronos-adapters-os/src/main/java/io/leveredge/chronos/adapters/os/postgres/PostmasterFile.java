package io.leveredge.chronos.adapters.os.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself in {@code postmaster.pid} (manual, 73.1). The lines are numbered in
 * PostgreSQL's {@code utils/pidfile.h}: 1 the process, 4 the port, 8 the status. A file that is
 * being written has fewer.
 *
 * @param port 0 while it is not yet known
 * @param status {@code starting}, {@code stopping}, {@code ready} or {@code standby}
 */
record PostmasterFile(long pid, int port, String status) {
  private static final String NAME = "postmaster.pid";
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
      if (lines.isEmpty() || lines.get(0).isBlank()) {
        return Optional.empty();
      }
      // A server in single-user mode writes its number with a minus.
      long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
      int port = lines.size() < PORT_LINE ? 0 : Integer.parseInt(lines.get(PORT_LINE - 1).strip());
      String status = lines.size() < STATUS_LINE ? "" : lines.get(STATUS_LINE - 1).strip();
      return Optional.of(new PostmasterFile(pid, port, status));
    } catch (java.nio.file.NoSuchFileException gone) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /** Whether connections are accepted. */
  boolean ready() {
    return status.equals("ready");
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(NAME));
  }
}
