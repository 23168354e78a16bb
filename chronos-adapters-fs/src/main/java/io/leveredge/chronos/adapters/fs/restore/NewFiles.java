package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchiveContents;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Makes files and links in closets, as the backup has them, and hands them to the batch. */
final class NewFiles implements AutoCloseable {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Scan scan;
  private final WayIn way;
  private final Batch batch;
  private final ArchiveContents contents;
  private final CaptureProgress progress;
  private final Comparison comparison;
  private final FolderChain others;
  private final Layout otherLayout;
  private long separate;

  /**
   * @param layout for the first names of hard links, which are asked for in an order of their own
   */
  NewFiles(
      Setting setting,
      Scan scan,
      WayIn way,
      Batch batch,
      ArchiveContents contents,
      Layout layout,
      CaptureProgress progress) {
    this.scan = scan;
    this.way = way;
    this.batch = batch;
    this.contents = contents;
    this.progress = progress;
    comparison = new Comparison(setting.privileges());
    others = setting.chain();
    otherLayout = layout;
  }

  /** Makes what is no folder. */
  void make(ArchivedEntry entry, Spot spot, Decision decision) throws IOException {
    if (decision == Decision.KEEP) {
      return;
    }
    ArchivedEntry shown = Setting.contentOf(entry, scan.linked());
    Folder in = way.into(spot);
    if (decision == Decision.TOUCH && touched(shown, in, spot)) {
      return;
    }
    way.empty(in, spot);
    if (entry.type() == EntryType.HARDLINK && isRestoredToo(entry)) {
      link(shown, in, spot);
    } else if (shown.type() == EntryType.SYMLINK) {
      Closet closet = batch.closet(in, spot);
      Path made = closet.fresh();
      Files.createSymbolicLink(made, shown.target().orElseThrow().path());
      batch.add(shown, closet, made, spot, Optional.empty(), 0);
    } else {
      write(shown, in, spot);
    }
  }

  /**
   * Sets mode, owner and time of what has the right content, by another name of it in the closet.
   * The content is compared again there, where nobody can exchange it.
   *
   * @return whether it had the right content, and may have another name; else it is made anew
   */
  private boolean touched(ArchivedEntry entry, Folder in, Spot spot) throws IOException {
    Closet closet = batch.closet(in, spot);
    Path made = closet.fresh();
    if (!linked(made, in.at(spot.name()))) {
      return false;
    }
    Set<Difference> differences = comparison.of(entry, Found.at(made), made);
    if (!differences.stream().allMatch(Difference::isOfMetadata)) {
      Files.delete(made);
      return false;
    }
    batch.touch(entry, in, spot, made);
    return true;
  }

  /** Gives what lies there that name, too, and says whether that could be. */
  private static boolean linked(Path name, Path it) throws IOException {
    try {
      Files.createLink(name, it);
      return true;
    } catch (FileSystemException refused) {
      if (!Setting.isRefusedName(refused)) {
        throw refused;
      }
      return false;
    }
  }

  /** How many are files of their own that were one under several names. */
  long separate() {
    return separate;
  }

  private boolean isRestoredToo(ArchivedEntry entry) {
    return entry.target().map(scan.linked()::get).map(Linked::wanted).orElse(false);
  }

  private void link(ArchivedEntry first, Folder in, Spot spot) throws IOException {
    Spot other = otherLayout.spot(EntryPath.of(first.name()), false).orElseThrow();
    if (batch.isPending(other.path())) {
      batch.flush();
    }
    if (!(others.to(other) instanceof FolderChain.Way.Open open)) {
      throw new IOException("its other name " + EntryPath.text(other.path()) + " is gone");
    }
    Closet closet = batch.closet(in, spot);
    Path made = closet.fresh();
    if (!linked(made, open.folder().at(other.name()))) {
      separate++;
      write(first, in, spot);
      return;
    }
    Set<Difference> differences = comparison.metadata(first, Found.at(made));
    if (!differences.isEmpty() && !differences.equals(Set.of(Difference.OWNER))) {
      throw new IOException("its other name " + EntryPath.text(other.path()) + " was changed");
    }
    batch.add(first, closet, made, spot, Optional.empty(), 0);
  }

  private void write(ArchivedEntry entry, Folder in, Spot spot) throws IOException {
    Closet closet = batch.closet(in, spot);
    Path made = closet.fresh();
    FileChannel file =
        FileChannel.open(
            made,
            NEW,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean handedOver = false;
    try {
      FileContent content = new FileContent(file, progress);
      contents.read(entry, content);
      content.end();
      handedOver = true;
      long size = entry.content().map(Content::length).orElse(0L);
      batch.add(entry, closet, made, spot, Optional.of(file), size);
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  @Override
  public void close() {
    others.close();
    try {
      contents.close();
    } catch (IOException nothingLost) {
      // It was only read.
    }
  }
}
