package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Goes to where something belongs, makes the folders that are missing, and clears its place. */
final class WayIn implements AutoCloseable {
  private final Scan scan;
  private final Guarded guarded;
  private final Batch batch;
  private final Kept kept;
  private final FolderChain chain;

  WayIn(Setting setting, Scan scan, Guarded guarded, Batch batch, Kept kept) {
    this.scan = scan;
    this.guarded = guarded;
    this.batch = batch;
    this.kept = kept;
    chain = setting.chain();
  }

  /** Goes to the folder of a spot as it is. */
  FolderChain.Way to(Spot spot) throws IOException {
    return chain.to(spot);
  }

  /** Goes to the folder of a spot and makes what is missing on the way. */
  Folder into(Spot spot) throws IOException {
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

  /** Makes a folder where there is none; what is none gives way to it. */
  void folder(Spot spot) throws IOException {
    if (spot.isBase()) {
      return;
    }
    Folder in = into(spot);
    Optional<Found> found = in.find(spot.name());
    if (found.isPresent() && found.get().is(EntryType.DIRECTORY)) {
      return;
    }
    if (found.isPresent()) {
      kept.movingAway(in, spot);
    }
    make(in, spot);
  }

  /** Nobody else may look into it until all of it is there. */
  private void make(Folder in, Spot spot) throws IOException {
    kept.entering(in, spot);
    Files.createDirectory(
        in.at(spot.name()),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    kept.made(spot, Found.at(in.at(spot.name())));
    batch.sync(in);
  }

  /** What a rename does not replace: a folder with something in it goes where the plan said so. */
  void empty(Folder in, Spot spot) throws IOException {
    Optional<Found> found = in.find(spot.name());
    if (found.isPresent() && found.get().is(EntryType.DIRECTORY)) {
      if (!scan.mayEmpty(in.path().resolve(spot.name()))) {
        throw new IOException("there is a folder now");
      }
      if (found.get().device() != in.found().device()) {
        throw new IOException("there is a mounted file system now");
      }
      try (Folder inTheWay = in.child(spot.name())) {
        if (guarded.isIn(inTheWay)) {
          throw new IOException("there is a folder with something that no backup holds now");
        }
      }
      kept.movingAway(in, spot);
    }
  }

  @Override
  public void close() {
    chain.close();
  }
}
