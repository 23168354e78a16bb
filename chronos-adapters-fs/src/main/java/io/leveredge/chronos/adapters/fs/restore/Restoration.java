package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.adapters.fs.restore.Decisions.Decision;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what a {@link Scan} decided: goes through the backup and its archive once more, from front
 * to back, and gives each file its place in one step. Until {@link #keepNothing} all of it can be
 * put back. Folders get their modes and times last, the deepest first. Used once.
 */
final class Restoration implements AutoCloseable {
  private final Setting setting;
  private final ConfigArchive archive;
  private final Scan scan;
  private final CaptureProgress progress;
  private final Kept kept;
  private final Batch batch;
  private final WayIn way;
  private final NewFiles newFiles;
  private final Layout layout;
  private final List<FolderToFinish> folders = new ArrayList<>();
  private int number;

  private record FolderToFinish(ArchivedEntry entry, Spot spot) {}

  /**
   * @param job names the folders in which files are made, so that those of a dead process are found
   * @param keeping whether what is replaced is kept until {@link #keepNothing}
   */
  Restoration(
      Setting setting,
      ConfigArchive archive,
      Scan scan,
      Guarded guarded,
      Supplier<Layout> layouts,
      String job,
      boolean keeping,
      CaptureProgress progress) {
    this.setting = setting;
    this.archive = archive;
    this.scan = scan;
    this.progress = progress;
    layout = layouts.get();
    kept = new Kept(setting, Leftover.keptOf(job), keeping);
    batch = new Batch(setting, Leftover.of(job), kept);
    way = new WayIn(setting, scan, guarded, batch, kept);
    newFiles = new NewFiles(setting, scan, way, batch, archive.contents(), layouts.get(), progress);
  }

  /** Puts all files in their places. */
  void files() {
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
    setting.goOn();
  }

  /** Puts back all that was replaced, and removes what was made. */
  PutBack putBack() {
    batch.close();
    return kept.putBack();
  }

  /** Everything has its place. What is extra may be removed after this, and folders finished. */
  void keepNothing() throws IOException {
    kept.forget();
  }

  /** Gives the folders their modes and times. */
  void folders() throws IOException {
    while (!folders.isEmpty()) {
      setting.goOn();
      FolderToFinish next = folders.removeLast();
      if (!(way.to(next.spot()) instanceof FolderChain.Way.Open open)) {
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

  /** How many files got their places. */
  long done() {
    return batch.done();
  }

  /** How many did not get their owners because the system refused it. */
  long ownersNotSet() {
    return batch.ownersNotSet();
  }

  /** How many are files of their own, for want of a second name, that were one with others. */
  long separate() {
    return newFiles.separate();
  }

  private void one(ArchivedEntry entry, Spot spot, Decision decision) {
    try {
      switch (entry.type()) {
        case DIRECTORY -> {
          progress.doing("restoring " + EntryPath.text(spot.path()));
          way.folder(spot);
          folders.add(new FolderToFinish(entry, spot));
        }
        case FILE, SYMLINK, HARDLINK -> newFiles.make(entry, spot, decision);
        case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> {}
      }
    } catch (ClosedByInterruptException stopped) {
      throw Setting.interrupted();
    } catch (IOException failure) {
      throw Setting.failed(spot, failure);
    }
  }

  @Override
  public void close() {
    batch.close();
    kept.close();
    way.close();
    newFiles.close();
  }
}
