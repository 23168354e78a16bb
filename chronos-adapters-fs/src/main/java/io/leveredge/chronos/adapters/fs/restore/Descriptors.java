package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds the path {@code /proc/self/fd/N} of a folder that is held open (proc(5)). Java can open
 * files relative to a folder and rename them, but it cannot make folders and links there, read a
 * link, or set an owner or a set-user-id bit. By that path all of it can be done, in the very
 * folder that was opened, wherever its name leads meanwhile.
 *
 * <p>The number is that of any descriptor of this process on that folder. Nobody else in the
 * process works on the target during a restore, so that it is ours.
 */
final class Descriptors {
  private static final Path PROC = Path.of("/proc/self/fd");

  private final Map<Object, Folder> open = new HashMap<>();

  /** Numbers that folders of ours had and that are free again: the kernel takes low ones first. */
  private final NavigableSet<Integer> freed = new TreeSet<>();

  /** The folder with that device and inode, where it is open already. */
  Map<Object, Folder> open() {
    return open;
  }

  /** The path of an open folder with that device and inode. */
  Path find(Object key) throws IOException {
    int tries = 0;
    for (int number : freed) {
      if (isAt(number, key)) {
        freed.remove(number);
        return path(number);
      }
      if (++tries == 8) {
        break;
      }
    }
    try (var all = Files.newDirectoryStream(PROC)) {
      for (Path each : all) {
        int number = Integer.parseInt(each.getFileName().toString());
        if (isAt(number, key)) {
          return path(number);
        }
      }
    } catch (NoSuchFileException noProc) {
      throw new IOException("The proc file system is not mounted at /proc", noProc);
    }
    throw new IOException("An open folder has no number in " + PROC);
  }

  void free(Path path) {
    freed.add(Integer.parseInt(path.getFileName().toString()));
  }

  private static Path path(int number) {
    return PROC.resolve(Integer.toString(number));
  }

  private static boolean isAt(int number, Object key) throws IOException {
    try {
      return key.equals(Files.readAttributes(path(number), BasicFileAttributes.class).fileKey());
    } catch (IOException closed) {
      return false;
    }
  }
}
