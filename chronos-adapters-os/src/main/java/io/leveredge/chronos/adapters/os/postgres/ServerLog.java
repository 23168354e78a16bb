package io.leveredge.chronos.adapters.os.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log files of a server. */
record ServerLog(Path folder) {
  private static final int LINES = 12;
  private static final int BYTES = 4096;

  /** The last lines of the newest file with its name, for a message; empty where there is none. */
  String tail() throws IOException {
    Optional<Path> newest = newest();
    return newest.isEmpty() ? "" : newest.get() + " ends with:\n" + lastLines(newest.get());
  }

  private Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.max(Comparator.comparingLong(file -> file.toFile().lastModified()));
    }
  }

  private static String lastLines(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - BYTES));
      ByteBuffer end = ByteBuffer.allocate(BYTES);
      while (end.hasRemaining() && channel.read(end) >= 0) {}
      List<String> lines = StandardCharsets.UTF_8.decode(end.flip()).toString().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
  }
}
