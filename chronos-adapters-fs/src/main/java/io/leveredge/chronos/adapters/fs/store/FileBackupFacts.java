package io.leveredge.chronos.adapters.fs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.PatientLock;
import io.leveredge.chronos.adapters.fs.disk.Uninterrupted;
import io.leveredge.chronos.adapters.fs.manifest.FactJson;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Facts in {@code facts.jsonl} of the backup's directory, one line each. A line that a crash or a
 * full disk cut short is passed over, and the next one begins on a line of its own.
 *
 * <p>Whoever adds holds the lock of those who discard: nobody else adds meanwhile, and the
 * directory stays that backup's until the line is in it.
 */
public final class FileBackupFacts implements BackupFacts {
  private static final char LINE_BREAK = '\n';

  private final Disk disk;
  private final ArtifactStore store;

  /** The facts about the backups of that store, which is the one in that directory. */
  public FileBackupFacts(Disk disk, ArtifactStore store) {
    this.disk = disk;
    this.store = store;
  }

  @Override
  public Optional<List<Fact>> of(BackupId id) {
    return directory(id).map(FileBackupFacts::file).map(this::read);
  }

  @Override
  public boolean add(BackupId id, Fact fact) {
    return PatientLock.holding(
        disk,
        Trash.LOCK,
        () -> {
          Optional<Path> directory = directory(id);
          directory.ifPresent(
              folder -> Uninterrupted.run("facts-" + id, () -> append(folder, fact)));
          return directory.isPresent();
        });
  }

  private Optional<Path> directory(BackupId id) {
    return store.find(id).flatMap(Backup::published).map(backup -> disk.at(backup.directory()));
  }

  private static Path file(Path directory) {
    return directory.resolve(FileNames.FACTS);
  }

  private List<Fact> read(Path file) {
    String content = content(file).orElse("");
    int end = content.lastIndexOf(LINE_BREAK); // What follows was never whole.
    return end < 0
        ? List.of()
        : content
            .substring(0, end)
            .lines()
            .map(FileBackupFacts::fact)
            .flatMap(Optional::stream)
            .toList();
  }

  /** Empty for a line that was cut short. */
  private static Optional<Fact> fact(String line) {
    try {
      return Optional.of(FactJson.read(line));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private void append(Path directory, Fact fact) {
    Path file = file(directory);
    Optional<String> before = content(file);
    if (before.isEmpty()) {
      disk.writeNew(file, FactJson.write(fact).getBytes(UTF_8), () -> {});
      disk.syncFolder(directory);
    } else {
      String line = (isTorn(before.get()) ? "\n" : "") + FactJson.write(fact);
      disk.append(file, line.getBytes(UTF_8));
    }
  }

  private static boolean isTorn(String content) {
    return !content.isEmpty() && content.charAt(content.length() - 1) != LINE_BREAK;
  }

  /** Empty where there is no such file. A link is not followed: it is none of ours. */
  private Optional<String> content(Path file) {
    try (InputStream bytes =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new String(bytes.readAllBytes(), UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw disk.failure("cannot be read", file, e);
    }
  }
}
