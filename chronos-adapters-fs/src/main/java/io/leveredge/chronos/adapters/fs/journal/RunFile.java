package io.leveredge.chronos.adapters.fs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.manifest.RunJson;
import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines about one run. Each is written and synced as a whole; one that a crash or a full disk
 * cut short is passed over by whoever reads and closed by whoever writes next.
 */
final class RunFile {
  private static final char LINE_BREAK = '\n';

  private final Disk disk;
  private final Path path;

  RunFile(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /** Makes the file with its first line. */
  void create(Event.Begun begun) {
    disk.writeNew(path, RunJson.write(begun), () -> {});
  }

  /** Appends a line durably. Not through a channel, which an interrupt would close. */
  void append(Event event) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      if (endsWithinALine(file)) {
        line.write(LINE_BREAK);
      }
      line.writeBytes(RunJson.write(event));
      file.seek(file.length());
      file.write(line.toByteArray());
      file.getFD().sync();
    } catch (IOException e) {
      throw disk.failure("cannot be written", path, e);
    }
  }

  private static boolean endsWithinALine(RandomAccessFile file) throws IOException {
    if (file.length() == 0) {
      return false;
    }
    file.seek(file.length() - 1);
    return file.readByte() != LINE_BREAK;
  }

  /** What is known of the run; nothing where the file is gone. */
  RunNotes read() {
    try {
      return notes(new String(Files.readAllBytes(path), UTF_8));
    } catch (NoSuchFileException gone) {
      return RunNotes.NONE;
    } catch (IOException e) {
      throw disk.failure("cannot be read", path, e);
    }
  }

  private static RunNotes notes(String content) {
    int end = content.lastIndexOf(LINE_BREAK); // What follows was never whole.
    return end < 0
        ? RunNotes.NONE
        : RunNotes.of(
            content
                .substring(0, end)
                .lines()
                .map(RunFile::event)
                .flatMap(Optional::stream)
                .toList());
  }

  /** Empty for a line that was cut short and closed by a later writer, or that is not known. */
  private static Optional<Event> event(String line) {
    try {
      return Optional.of(RunJson.read(line));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Removes the file; nothing where it is gone. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw disk.failure("cannot be removed", path, e);
    }
  }
}
