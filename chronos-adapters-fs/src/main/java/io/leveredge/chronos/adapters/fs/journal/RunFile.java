package io.leveredge.chronos.adapters.fs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Uninterrupted;
import io.leveredge.chronos.adapters.fs.manifest.RunJson;
import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines about one run. Each is written and synced as a whole, whoever interrupts the writer;
 * one that a crash or a full disk cut short is passed over by whoever reads.
 */
final class RunFile {
  private static final char LINE_BREAK = '\n';

  private final Disk disk;
  private final Path folder;
  private final Path path;

  RunFile(Disk disk, Path folder, String name) {
    this.disk = disk;
    this.folder = folder;
    path = folder.resolve(name);
  }

  /** Makes the file with its first line. */
  void create(Event.Begun begun) {
    Uninterrupted.run(
        "journal",
        () -> {
          disk.writeNew(path, RunJson.write(begun).getBytes(UTF_8), () -> {});
          disk.syncFolder(folder);
        });
  }

  /** Appends a line, and before it the line break that is missing where one was cut short. */
  void append(Event event) {
    String before = content();
    boolean torn = !before.isEmpty() && before.charAt(before.length() - 1) != LINE_BREAK;
    String line = (torn ? "\n" : "") + RunJson.write(event);
    Uninterrupted.run("journal", () -> disk.append(path, line.getBytes(UTF_8)));
  }

  /** What is known of the run; nothing where the file is gone. */
  RunNotes read() {
    return notes(content());
  }

  private String content() {
    try {
      return new String(Files.readAllBytes(path), UTF_8);
    } catch (NoSuchFileException gone) {
      return "";
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

  /** Empty for a line that is empty, was cut short, or is not known here. */
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
