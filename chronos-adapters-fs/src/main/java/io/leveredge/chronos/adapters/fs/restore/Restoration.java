package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchiveContents;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.config.Reason;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does what a {@link Scan} decided: goes through the backup and its archive once more, from front
 * to back, and gives each file its place in one step. Folders get their modes and times last, the
 * deepest first. Used once.
 */
final class Restoration implements AutoCloseable {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Setting setting;
  private final ConfigArchive archive;
  private final Scan scan;
  private final Guarded guarded;
  private final CaptureProgress progress;
  private final Batch batch;
  private final FolderChain chain;
  private final FolderChain others;
  private final ArchiveContents contents;
  private final Layout layout;
  private final Layout otherLayout;
  private final List<FolderToFinish> folders = new ArrayList<>();
  private int number;

  private record FolderToFinish(ArchivedEntry entry, Spot spot) {}

  /**
   * @param job names the folders in which files are made, so that those of a dead process are found
   */
  Restoration(
      Setting setting,
      ConfigArchive archive,
      Scan scan,
      Guarded guarded,
      java.util.function.Supplier<Layout> layouts,
      String job,
      CaptureProgress progress) {
    this.setting = setting;
    this.archive = archive;
    this.scan = scan;
    this.guarded = guarded;
    this.progress = progress;
    layout = layouts.get();
    otherLayout = layouts.get();
    batch = new Batch(setting, Leftover.of(job));
    chain = setting.chain();
    others = setting.chain();
    contents = archive.contents();
  }

  /** Puts all files in their places; what is extra may be removed after this. */
  void files() throws IOException {
    archive.entries(
        entry -> {
          setting.goOn();
          Path path = EntryPath.of(entry.name());
          Optional<Spot> spot = layout.spot(path, entry.type() == EntryType.DIRECTORY);
          Decision decision = scan.decisions().of(number++);
          if (decision != Decision.NONE && spot.isPresent()) {
            one(entry, spot.get(), decision);
          }
        });
    batch.flush();
  }

  /** Gives the folders their modes and times. */
  void folders() throws IOException {
    while (!folders.isEmpty()) {
      setting.goOn();
      FolderToFinish next = folders.removeLast();
      if (!(chain.to(next.spot()) instanceof FolderChain.Way.Open open)) {
        throw new IOException(EntryPath.text(next.spot().path()) + " is gone");
      }
      if (next.spot().isBase()) {
        batch.finishFolder(next.entry(), open.folder());
      } else {
        try (Folder folder = open.folder().child(next.spot().name())) {
          batch.finishFolder(next.entry(), folder);
        }
      }
    }
    batch.flush();
  }

  long done() {
    return batch.done();
  }

  long ownersNotSet() {
    return batch.ownersNotSet();
  }

  private void one(ArchivedEntry entry, Spot spot, Decision decision) {
    try {
      switch (entry.type()) {
        case DIRECTORY -> folder(entry, spot);
        case FILE, SYMLINK, HARDLINK -> file(entry, spot, decision);
        case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> {}
      }
    } catch (ClosedByInterruptException stopped) {
      throw Setting.interrupted();
    } catch (IOException failure) {
      throw new ChronosException(
          ErrorCode.RESTORE_FAILED,
          EntryPath.text(spot.path()) + " cannot be restored: " + Reason.of(failure),
          failure);
    }
  }

  private void folder(ArchivedEntry entry, Spot spot) throws IOException {
    progress.doing("restoring " + EntryPath.text(spot.path()));
    if (!spot.isBase()) {
      Folder in = into(spot);
      Optional<Found> found = in.find(spot.name());
      if (found.isPresent() && !found.get().is(EntryType.DIRECTORY)) {
        Files.delete(in.at(spot.name()));
        found = Optional.empty();
      }
      if (found.isEmpty()) {
        make(in, spot.name());
      }
    }
    folders.add(new FolderToFinish(entry, spot));
  }

  /** Goes to the folder of a spot and makes what is missing on the way. */
  private Folder into(Spot spot) throws IOException {
    while (true) {
      switch (chain.to(spot)) {
        case FolderChain.Way.Open open -> {
          return open.folder();
        }
        case FolderChain.Way.Absent absent -> make(absent.last(), absent.missing());
        case FolderChain.Way.Barred barred ->
            throw new IOException(EntryPath.text(barred.by()) + " is no folder");
        case FolderChain.Way.Own own ->
            throw new IOException(EntryPath.text(own.folder()) + " is the service's own");
        case FolderChain.Way.NoBase none ->
            throw new IOException(EntryPath.text(none.base()) + " is not there");
      }
    }
  }

  /** Nobody else may look into it until all of it is there. */
  private void make(Folder in, Path name) throws IOException {
    Files.createDirectory(
        in.at(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    batch.sync(in);
  }

  private void file(ArchivedEntry entry, Spot spot, Decision decision) throws IOException {
    if (decision == Decision.KEEP) {
      return;
    }
    ArchivedEntry shown = Setting.contentOf(entry, scan.linked());
    Folder in = into(spot);
    if (decision == Decision.TOUCH && touched(shown, in, spot.name())) {
      return;
    }
    emptyTheWay(in, spot.name());
    if (entry.type() == EntryType.HARDLINK && isRestoredToo(entry)) {
      link(shown, in, spot.name());
    } else if (shown.type() == EntryType.SYMLINK) {
      Closet closet = batch.closet(in);
      Path made = closet.fresh();
      Files.createSymbolicLink(made, shown.target().orElseThrow().path());
      batch.add(shown, closet, made, spot.name(), Optional.empty(), 0);
    } else {
      write(shown, in, spot.name());
    }
  }

  /**
   * Sets mode, owner and time of what has the right content, by another name of it in the closet.
   * The content is compared again there, where nobody can exchange it.
   *
   * @return whether it had the right content
   */
  private boolean touched(ArchivedEntry entry, Folder in, Path name) throws IOException {
    Closet closet = batch.closet(in);
    Path made = closet.fresh();
    Files.createLink(made, in.at(name));
    Set<Difference> differences =
        new Comparison(setting.privileges()).of(entry, Found.at(made), made);
    if (!differences.stream().allMatch(Difference::isOfMetadata)) {
      Files.delete(made);
      return false;
    }
    batch.touch(entry, in, made);
    return true;
  }

  private boolean isRestoredToo(ArchivedEntry entry) {
    return entry.target().map(scan.linked()::get).map(Scan.Linked::wanted).orElse(false);
  }

  private void link(ArchivedEntry first, Folder in, Path name) throws IOException {
    Spot spot = otherLayout.spot(EntryPath.of(first.name()), false).orElseThrow();
    if (batch.isPending(spot.path())) {
      batch.flush();
    }
    if (!(others.to(spot) instanceof FolderChain.Way.Open open)) {
      throw new IOException("its other name " + EntryPath.text(spot.path()) + " is gone");
    }
    Closet closet = batch.closet(in);
    Path made = closet.fresh();
    Files.createLink(made, open.folder().at(spot.name()));
    Set<Difference> differences =
        new Comparison(setting.privileges()).metadata(first, Found.at(made));
    if (!differences.isEmpty() && !differences.equals(Set.of(Difference.OWNER))) {
      throw new IOException("its other name " + EntryPath.text(spot.path()) + " was changed");
    }
    batch.add(first, closet, made, name, Optional.empty(), 0);
  }

  private void write(ArchivedEntry entry, Folder in, Path name) throws IOException {
    Closet closet = batch.closet(in);
    Path made = closet.fresh();
    FileChannel file =
        FileChannel.open(
            made,
            Stream.concat(NEW.stream(), Stream.of(LinkOption.NOFOLLOW_LINKS))
                .collect(java.util.stream.Collectors.toSet()),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean handedOver = false;
    try {
      FileContent content = new FileContent(file, progress);
      contents.read(entry, content);
      content.end();
      handedOver = true;
      batch.add(
          entry,
          closet,
          made,
          name,
          Optional.of(file),
          entry.content().map(Content::length).orElse(0L));
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  /** What a rename does not replace: a folder with something in it goes where the plan said so. */
  private void emptyTheWay(Folder in, Path name) throws IOException {
    Optional<Found> found = in.find(name);
    if (found.isPresent() && found.get().is(EntryType.DIRECTORY)) {
      if (!scan.mayEmpty(in.path().resolve(name))) {
        throw new IOException("there is a folder now");
      }
      if (found.get().device() != in.found().device()) {
        throw new IOException("there is a mounted file system now");
      }
      try (Folder inTheWay = in.child(name)) {
        if (guarded.isIn(inTheWay)) {
          throw new IOException("there is a folder with something that no backup holds now");
        }
      }
      Removal.remove(in, name);
    }
  }

  @Override
  public void close() {
    batch.close();
    chain.close();
    others.close();
    try {
      contents.close();
    } catch (IOException nothingLost) {
      // It was only read.
    }
  }
}
