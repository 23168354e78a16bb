package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Files that were written and have not got their places yet.
 *
 * <p>A file is synced before it is renamed over what was there, so that a power cut leaves the old
 * content or the new and not an empty file, and its folder after that. One sync after the other
 * would take longer than all else by far; the file system does many at a time for hardly more than
 * one, because they share its journal's commits. So some hundred files are written, synced by
 * {@value #THREADS} threads while the next are written, and then renamed one after the other. On
 * ext4, 2000 files of 3 kB took 5.6 s synced one by one, 0.27 s by 16 threads and 0.14 s not synced
 * at all. To sync a whole file system at once, as sync(1) can, would wait for what everybody else
 * writes to it.
 */
final class Batch implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int MOST_FILES = 256;
  private static final long MOST_BYTES = 64 << 20;

  private final Setting setting;
  private final Path closetName;
  private final Kept kept;
  private final Comparison comparison;
  private final ExecutorService threads;
  private final FolderSyncs syncs;
  private final List<Pending> pending = new ArrayList<>();
  private final Map<Object, Closet> closets = new HashMap<>();
  private final Set<Path> places = new HashSet<>();
  private long bytes;
  private long done;
  private long ownersNotSet;

  private record Pending(
      ArchivedEntry entry, Closet closet, Path made, Spot spot, Future<Boolean> ready) {}

  /**
   * @param closetName of the folders in which files wait for their places
   * @param kept is told of all that gives way
   */
  Batch(Setting setting, Path closetName, Kept kept) {
    this.setting = setting;
    this.closetName = closetName;
    this.kept = kept;
    comparison = new Comparison(setting.privileges());
    threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("restore-files-", 0).daemon().factory());
    syncs = new FolderSyncs(threads);
  }

  /** How many got their places. */
  long done() {
    return done;
  }

  /** How many did not get their owners because the system refused it. */
  long ownersNotSet() {
    return ownersNotSet;
  }

  /** The closet of the folder in which that spot is. */
  Closet closet(Folder folder, Spot spot) throws IOException {
    Closet closet = closets.get(folder.key());
    if (closet == null) {
      kept.entering(folder, spot);
      closet = Closet.in(folder, closetName, setting.privileges());
      closets.put(folder.key(), closet);
    }
    return closet;
  }

  /** Whether something is on its way to that place. */
  boolean isPending(Path place) {
    return places.contains(place);
  }

  /**
   * Something lies in a closet that is to be as the entry says and to get that place.
   *
   * @param file open on it where it is a file; from now on this closes it
   * @param size to be synced
   */
  void add(
      ArchivedEntry entry,
      Closet closet,
      Path made,
      Spot spot,
      Optional<FileChannel> file,
      long size) {
    Future<Boolean> ready = threads.submit(() -> finish(entry, made, file));
    pending.add(new Pending(entry, closet, made, spot, ready));
    places.add(spot.path());
    bytes += size;
    if (pending.size() >= MOST_FILES || bytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Gives it its owner, mode and time, and makes it durable. */
  private static boolean finish(ArchivedEntry entry, Path made, Optional<FileChannel> file)
      throws IOException {
    boolean owned = Attributes.set(entry, made);
    if (file.isPresent()) {
      try (FileChannel open = file.get()) {
        open.force(true);
      }
    }
    return owned;
  }

  /** Gives mode, owner and time to what lies in a place and has the content already. */
  void touch(ArchivedEntry entry, Folder in, Spot spot, Path made) throws IOException {
    Optional<FileChannel> file =
        entry.type() == EntryType.FILE
            ? Optional.of(
                FileChannel.open(made, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
            : Optional.empty();
    touched(entry, Found.at(made));
    kept.touching(in, spot, made);
    if (!finish(entry, made, file)) {
      ownersNotSet++;
    }
    check(entry, Found.at(made), in.path());
    Files.delete(made);
    done++;
  }

  private static void touched(ArchivedEntry entry, Found found) throws IOException {
    if (!found.is(entry.type())) {
      throw new IOException("it was replaced meanwhile");
    }
  }

  /** Gives mode, owner and time to a folder, and makes them and its names durable. */
  void finishFolder(ArchivedEntry entry, Folder folder) throws IOException {
    if (!Attributes.set(entry, folder.self())) {
      ownersNotSet++;
    }
    check(entry, folder.found(), folder.path());
    sync(folder);
  }

  /** Makes the names in a folder durable, by the next flush. */
  void sync(Folder folder) {
    syncs.begin(folder);
    if (syncs.isFull()) {
      flush();
    }
  }

  /** Waits until all is durable, and gives it its places. */
  void flush() {
    for (Pending each : pending) {
      try {
        if (!FolderSyncs.await(each.ready())) {
          ownersNotSet++;
        }
      } catch (IOException failure) {
        throw Setting.failed(each.spot(), failure);
      }
    }
    for (Pending each : pending) {
      try {
        place(each);
      } catch (IOException failure) {
        throw Setting.failed(each.spot(), failure);
      }
      done++;
    }
    pending.clear();
    places.clear();
    bytes = 0;
    removeClosets();
    syncs.awaitAll();
  }

  private void place(Pending each) throws IOException {
    Folder in = each.closet().in();
    Path place = in.at(each.spot().name());
    clear(in, each.spot().name());
    boolean replaced = kept.replacing(in, each.spot());
    Files.move(each.made(), place, StandardCopyOption.ATOMIC_MOVE);
    Found now = Found.at(place);
    if (!replaced) {
      kept.made(each.spot(), now);
    }
    check(each.entry(), now, each.spot().path());
  }

  private void removeClosets() {
    List<Closet> used = List.copyOf(closets.values());
    closets.clear();
    for (Closet closet : used) {
      try (closet) {
        closet.remove();
        syncs.begin(closet.in());
      } catch (IOException failure) {
        throw Setting.failed(closet.in().path(), failure);
      }
    }
  }

  /** A rename does not replace a folder by what is none: an empty one is removed before. */
  private static void clear(Folder in, Path name) throws IOException {
    Optional<Found> found = in.find(name);
    if (found.isPresent() && found.get().is(EntryType.DIRECTORY)) {
      Files.delete(in.at(name));
    }
  }

  private void check(ArchivedEntry entry, Found found, Path place) {
    Set<Difference> wrong = comparison.metadata(entry, found);
    wrong.remove(Difference.OWNER); // Counted where it could not be set.
    boolean whole = entry.content().isEmpty() || entry.content().get().size() == found.size();
    if (!wrong.isEmpty() || !whole) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "%s is not as the backup has it after it was written: %s"
              .formatted(EntryPath.text(place), whole ? wrong : "its size"));
    }
  }

  /** Ends all threads, and removes what has no place yet. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException stopped) {
        interrupted = true;
      }
    }
    for (Closet closet : closets.values()) {
      try {
        closet.remove();
      } catch (IOException stays) {
        // It is found by its name when the restore is settled, and it is in nobody's way.
      }
      closet.close();
    }
    closets.clear();
    syncs.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
