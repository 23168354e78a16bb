package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.config.Findings.LeftOut;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Walks roots without following a link. The folders on the way to where it is are held open, each
 * opened in the one above it, and nothing else is remembered, however large the tree.
 */
final class TreeWalk {
  private static final int RETRIES = 3;

  private final Excludes excludes;
  private final OwnFolders own;
  private final EntryArchiver archiver;
  private final Findings findings;
  private final Deque<OpenFolder> open = new ArrayDeque<>();

  TreeWalk(Excludes excludes, OwnFolders own, EntryArchiver archiver, Findings findings) {
    this.excludes = excludes;
    this.own = own;
    this.archiver = archiver;
    this.findings = findings;
  }

  /** Reads a root and all that is below it. */
  void walk(Path root) {
    try {
      visitRoot(root);
      while (!open.isEmpty()) {
        OpenFolder folder = open.peek();
        Optional<Path> next = next(folder);
        if (next.isEmpty()) {
          open.pop().close();
        } else if (!excludes.match(next.get())) {
          visit(next.get(), folder.place());
        }
      }
    } finally {
      open.forEach(OpenFolder::close);
      open.clear();
    }
  }

  /** A root was asked for: where it is not what can be read, the backup is not whole. */
  private void visitRoot(Path root) {
    RawName name = RawName.of(root);
    if (own.hold(root)) {
      findings.missing(name, "it lies in a folder of the service's own");
      return;
    }
    Place place = new Place.ByPath();
    try {
      Optional<EntryType> type = Inode.of(root, place).type();
      if (type.isEmpty() || type.get() == EntryType.SYMLINK) {
        findings.missing(
            name,
            "it is a " + (type.isEmpty() ? "socket" : "symbolic link") + ", not what is meant");
        return;
      }
    } catch (NoSuchFileException none) {
      findings.missing(name, "it is not there");
      return;
    } catch (IOException failure) {
      findings.missing(name, Reason.of(failure));
      return;
    }
    visit(root, place);
  }

  private Optional<Path> next(OpenFolder folder) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    try {
      return folder.next();
    } catch (IOException failure) {
      findings.missing(folder.name(), "it cannot be listed to its end: " + Reason.of(failure));
      return Optional.empty();
    }
  }

  private void visit(Path path, Place place) {
    Visit visit = new Visit(path, place);
    boolean settled = false;
    for (int attempt = 0; !settled; attempt++) {
      settled = visit.settle(attempt == RETRIES);
    }
  }

  private static ChronosException interrupted() {
    return new ChronosException(
        ErrorCode.BACKUP_INTERRUPTED, "Reading the configuration files was interrupted");
  }

  /** The attempts at one path. */
  private final class Visit {
    private final Path path;
    private final Place place;
    private boolean opened;

    Visit(Path path, Place place) {
      this.path = path;
      this.place = place;
    }

    /** Tries once, and says whether that was enough. */
    boolean settle(boolean last) {
      try {
        attempt(last);
        return true;
      } catch (NoSuchFileException gone) {
        vanished();
        return true;
      } catch (FileChangedException changed) {
        if (last) {
          findings.missing(
              RawName.of(path),
              "each of %d times it was read, %s".formatted(RETRIES + 1, changed.getMessage()));
        }
        return last;
      } catch (ClosedByInterruptException stopped) {
        throw interrupted();
      } catch (IOException failure) {
        findings.missing(RawName.of(path), Reason.of(failure));
        return true;
      }
    }

    private void vanished() {
      if (opened) {
        findings.missing(RawName.of(path), "it vanished while it was read");
      } else {
        findings.leftOut(RawName.of(path), LeftOut.VANISHED);
      }
    }

    private void attempt(boolean last) throws IOException {
      Inode inode = Inode.of(path, place);
      Optional<EntryType> type = inode.type();
      if (type.isEmpty()) {
        findings.leftOut(RawName.of(path), LeftOut.SOCKET);
        return;
      }
      EntryArchiver.Attempt attempt = archiver.new Attempt(path, place, inode, type.get(), last);
      switch (type.get()) {
        case DIRECTORY -> folder(attempt);
        case FILE -> file(attempt);
        case HARDLINK, SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> attempt.special();
      }
    }

    private void folder(EntryArchiver.Attempt attempt) throws IOException {
      if (own.contains(path, attempt.inode().key())) {
        findings.leftOut(RawName.of(path), LeftOut.OWN);
        return;
      }
      OpenFolder folder;
      try {
        folder = OpenFolder.open(path, attempt.inode(), place);
      } catch (FileChangedException | NoSuchFileException moved) {
        throw moved;
      } catch (IOException failure) {
        attempt.folder();
        findings.missing(RawName.of(path), "it cannot be listed: " + Reason.of(failure));
        return;
      }
      if (isMount(attempt.inode())) {
        findings.mount(RawName.of(path));
      }
      open.push(folder); // From here on the walk closes it.
      attempt.folder();
    }

    /** Whether it lies in another file system than the folder above it. */
    private boolean isMount(Inode inode) {
      if (!open.isEmpty()) {
        return inode.fileSystem() != open.peek().fileSystem();
      }
      Path above = path.getParent();
      try {
        return above != null
            && !Long.valueOf(inode.fileSystem()).equals(Files.getAttribute(above, "unix:dev"));
      } catch (IOException unknown) {
        return false;
      }
    }

    private void file(EntryArchiver.Attempt attempt) throws IOException {
      if (attempt.linked()) {
        return;
      }
      try (SeekableByteChannel file = attempt.open()) {
        opened = true;
        attempt.file(file);
      }
    }
  }
}
