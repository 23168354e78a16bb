package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Compares what lies somewhere with an entry of a backup. Reads files, and changes nothing. */
final class Comparison {
  private static final int SET_IDS = 06000;

  private final Privileges privileges;
  private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
  private final MessageDigest digest = Sha256.digest();

  Comparison(Privileges privileges) {
    this.privileges = privileges;
  }

  /** All differences. An entry that is another name of a file is not for this. */
  Set<Difference> of(ArchivedEntry entry, Found found, Path at) throws IOException {
    Set<Difference> differences = metadata(entry, found);
    if (differences.contains(Difference.TYPE)) {
      return EnumSet.of(Difference.TYPE);
    }
    if (entry.type() == EntryType.SYMLINK && !sameTarget(entry, at)) {
      differences.add(Difference.TARGET);
    }
    if (entry.content().isPresent() && !same(entry.content().get(), found, at)) {
      differences.add(Difference.CONTENT);
    }
    return differences;
  }

  /** Those that are found without reading. */
  Set<Difference> metadata(ArchivedEntry entry, Found found) {
    Set<Difference> differences = EnumSet.noneOf(Difference.class);
    if (!found.is(entry.type())) {
      differences.add(Difference.TYPE);
    }
    if (entry.type() != EntryType.SYMLINK && found.mode() != modeOf(entry, found)) {
      differences.add(Difference.MODE);
    }
    if (privileges.mayChown() && !sameOwner(entry, found)) {
      differences.add(Difference.OWNER);
    }
    if (!sameTime(entry, found)) {
      differences.add(Difference.TIME);
    }
    return differences;
  }

  /** What its mode ought to be: who is not its owner's is given no set-id bits. */
  static int modeOf(ArchivedEntry entry, Found found) {
    return sameOwner(entry, found) ? entry.mode() : entry.mode() & ~SET_IDS;
  }

  static boolean sameOwner(ArchivedEntry entry, Found found) {
    return entry.owner().uid() == found.uid() && entry.owner().gid() == found.gid();
  }

  /**
   * To the nanosecond, and as far as those fit a number: Java sets no time beyond the year 2262.
   * The time of a link it sets by lutimes(3) up to Java 21, which knows microseconds.
   */
  private static boolean sameTime(ArchivedEntry entry, Found found) {
    TimeUnit unit =
        entry.type() == EntryType.SYMLINK ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
    long now = found.modified().to(unit);
    return now == FileTime.from(entry.modified()).to(unit)
        || now == Attributes.timeOf(entry).to(unit);
  }

  private static boolean sameTarget(ArchivedEntry entry, Path at) throws IOException {
    RawName now = RawName.of(Files.readSymbolicLink(at));
    return entry.target().isPresent()
        && (now.equals(entry.target().get())
            || now.equals(RawName.of(entry.target().get().path())));
  }

  /** Whether a file holds that. One that may not be read is taken to hold something else. */
  boolean same(Content content, Found found, Path at) throws IOException {
    if (found.size() != content.size()) {
      return false;
    }
    try (FileChannel file =
        FileChannel.open(at, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      digest.reset();
      buffer.clear();
      while (file.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      return Sha256.from(digest).equals(content.digest());
    } catch (AccessDeniedException unreadable) {
      return false;
    }
  }
}
