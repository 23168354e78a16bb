package io.leveredge.chronos.adapters.fs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Uninterrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The notes about one job, one a line. Each is written and synced as a whole, whoever interrupts
 * the writer; one that a crash or a full disk cut short is passed over by whoever reads.
 */
final class NoteFile<N> {
  private static final char LINE_BREAK = '\n';

  private final Disk disk;
  private final Path folder;
  private final Path path;
  private final NoteFormat<N> format;

  NoteFile(Disk disk, Path folder, String name, NoteFormat<N> format) {
    this.disk = disk;
    this.folder = folder;
    this.format = format;
    path = folder.resolve(name);
  }

  /** Makes the file with its first note. */
  void create(N first) {
    Uninterrupted.run(
        "journal",
        () -> {
          disk.writeNew(path, format.write().apply(first).getBytes(UTF_8), () -> {});
          disk.syncFolder(folder);
        });
  }

  /** Appends a note, and before it the line break that is missing where one was cut short. */
  void append(N note) {
    String before = content();
    boolean torn = !before.isEmpty() && before.charAt(before.length() - 1) != LINE_BREAK;
    String line = (torn ? "\n" : "") + format.write().apply(note);
    Uninterrupted.run("journal", () -> disk.append(path, line.getBytes(UTF_8)));
  }

  /**
   * The notes that are known here. Empty where there is not one whole line, or no file: then the
   * job never began.
   */
  Optional<List<N>> read() {
    String content = content();
    int end = content.lastIndexOf(LINE_BREAK); // What follows was never whole.
    return end < 0
        ? Optional.empty()
        : Optional.of(
            content.substring(0, end).lines().map(this::note).flatMap(Optional::stream).toList());
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

  /** Empty for a line that is empty, was cut short, or is not known here. */
  private Optional<N> note(String line) {
    try {
      return Optional.of(format.read().apply(line));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Gives the file that other name in its folder; nothing where it is gone. */
  void rename(String other) {
    try {
      Files.move(path, folder.resolve(other), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      // Somebody else has done it.
    } catch (IOException e) {
      throw disk.failure("cannot be renamed", path, e);
    }
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
