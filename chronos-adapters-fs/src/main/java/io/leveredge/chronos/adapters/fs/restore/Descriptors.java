package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folders that one job holds open, and by which paths {@code /proc/self/fd/N} they are reached
 * (proc(5)). Java can open files relative to a folder and rename them, but it cannot make folders
 * and links there, read a link, or set an owner or a set-user-id bit. By that path all of it can be
 * done, in the very folder that was opened, wherever its name leads meanwhile. For one thread.
 */
final class Descriptors {
  private static final Path NUMBERS = Path.of("/proc/self/fd");
  private static final int GUESSES = 8;

  private final Map<Object, Folder> open = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();

  /** Numbers that were ours and are free again: the kernel takes low ones first. */
  private final NavigableSet<Integer> freed = new TreeSet<>();

  private int highest;

  /** A descriptor and its number. */
  record Numbered(Descriptor descriptor, int number) {
    /** By which it is reached until it is closed. */
    Path path() {
      return Descriptor.path(number);
    }
  }

  /** The folder with that device and inode, where it is open already. */
  Map<Object, Folder> open() {
    return open;
  }

  /** Opens a folder, also in a thread that is interrupted, and finds out its number. */
  Numbered open(Path folder) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        Optional<Numbered> opened = tryOpen(folder);
        if (opened.isPresent()) {
          return opened.get();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Empty where the thread was interrupted, which closes what it works with. */
  private Optional<Numbered> tryOpen(Path folder) throws IOException {
    Descriptor descriptor = Descriptor.open(folder);
    try {
      descriptor.mark();
      int number = find(descriptor);
      taken.add(number);
      freed.remove(number);
      highest = Math.max(highest, number);
      return Optional.of(new Numbered(descriptor, number));
    } catch (ClosedByInterruptException interrupt) {
      return Optional.empty();
    } catch (IOException | RuntimeException failure) {
      descriptor.close();
      throw failure;
    }
  }

  private int find(Descriptor descriptor) throws IOException {
    OptionalInt guess = guess(descriptor);
    if (guess.isPresent()) {
      return guess.getAsInt();
    }
    if (!Descriptor.areShown()) {
      throw new IOException("The proc file system is not mounted at /proc");
    }
    try (var all = Files.newDirectoryStream(NUMBERS)) {
      for (Path each : all) {
        int number = Integer.parseInt(each.getFileName().toString());
        if (!taken.contains(number) && descriptor.has(number)) {
          return number;
        }
      }
    }
    throw new IOException("An open folder has no number in " + NUMBERS);
  }

  private OptionalInt guess(Descriptor descriptor) throws IOException {
    int guesses = 0;
    for (int number : freed) {
      if (guesses++ == GUESSES) {
        break;
      }
      if (descriptor.has(number)) {
        return OptionalInt.of(number);
      }
    }
    for (int number = highest + 1; number <= highest + GUESSES; number++) {
      if (descriptor.has(number)) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  void close(Numbered one) {
    taken.remove(one.number());
    freed.add(one.number());
    one.descriptor().close();
  }
}
