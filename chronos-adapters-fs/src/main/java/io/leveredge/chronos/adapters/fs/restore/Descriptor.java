package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One open descriptor on a folder, with the number that the kernel gave it.
 *
 * <p>Java does not tell that number, and others in this process may have the same folder open: a
 * number that is merely on the right folder may be theirs, who close it when they like, and the
 * kernel gives it to another folder then. So the number is looked for by what nobody else can do:
 * this descriptor is moved to a position that was drawn at random, and the number is the one whose
 * position is that (proc(5), "/proc/pid/fdinfo": {@code pos}), and is again after it was moved once
 * more. A position belongs to what one open(2) made, and to nobody else's.
 */
final class Descriptor implements AutoCloseable {
  private static final Path NUMBERS = Path.of("/proc/self/fd");
  private static final Path FACTS = Path.of("/proc/self/fdinfo");

  /** Far enough to be nobody's by accident, and near enough for every file system's folders. */
  private static final int FARTHEST = 1 << 30;

  private final FileChannel channel;
  private long position;

  private Descriptor(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a folder, through links where its path has some. Its number is to be found yet. */
  static Descriptor open(Path folder) throws IOException {
    // What is no folder, a pipe among it, has no such name and is not opened.
    return new Descriptor(FileChannel.open(folder.resolve("."), StandardOpenOption.READ));
  }

  /**
   * Moves it to another position, before its number is looked for.
   *
   * @throws java.nio.channels.ClosedByInterruptException where the thread is interrupted
   */
  void mark() throws IOException {
    position = ThreadLocalRandom.current().nextInt(1, FARTHEST);
    channel.position(position);
  }

  /** Whether that number is this descriptor's: no other one moves with it. */
  boolean has(int number) throws IOException {
    if (isAtMark(number)) {
      mark();
      return isAtMark(number);
    }
    return false;
  }

  private boolean isAtMark(int number) {
    try {
      return Files.readAttributes(path(number), BasicFileAttributes.class).isDirectory()
          && Files.readString(FACTS.resolve(Integer.toString(number)))
              .startsWith("pos:\t" + position + "\n");
    } catch (IOException closed) {
      return false;
    }
  }

  /** By which what has that number is reached, as long as it is open. */
  static Path path(int number) {
    return NUMBERS.resolve(Integer.toString(number));
  }

  static boolean areShown() {
    return Files.isDirectory(FACTS, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException nothingLost) {
      // Nothing was written by it.
    }
  }
}
