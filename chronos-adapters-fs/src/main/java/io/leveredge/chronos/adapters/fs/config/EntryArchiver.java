package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.Owner;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.adapters.fs.tar.TarEntry;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Puts one thing after the other into the archive, whatever it is. */
final class EntryArchiver {
  private final Archive archive;
  private final FileArchiver files;
  private final HardLinks links = new HardLinks();
  private final OwnerNames owners = new OwnerNames();

  EntryArchiver(Archive archive, FileArchiver files) {
    this.archive = archive;
    this.files = files;
  }

  /** One try at one thing. */
  final class Attempt implements FileArchiver.Attempt {
    private final Path path;
    private final Place place;
    private final Inode inode;
    private final EntryType type;
    private final boolean last;
    private final RawName name;
    private final Owner owner;

    Attempt(Path path, Place place, Inode inode, EntryType type, boolean last) throws IOException {
      this.path = path;
      this.place = place;
      this.inode = inode;
      this.type = type;
      this.last = last;
      name = RawName.of(path).from(1);
      owner = owners.of(inode, path);
    }

    /** Puts a folder itself into the archive. */
    void folder() {
      archive.add(entry(folderName(), EntryType.DIRECTORY, Optional.empty()), name);
    }

    /** As tar does for the root of all, whose name would be empty. */
    private RawName folderName() {
      return name.length() == 0 ? RawName.ofText("./") : name.plus("/");
    }

    /** Puts anything but a file or a folder into the archive. */
    void special() throws IOException {
      Optional<RawName> target =
          type == EntryType.SYMLINK
              ? Optional.of(RawName.of(Files.readSymbolicLink(path)))
              : Optional.empty();
      if (!linked()) {
        archive.add(entry(name, type, target), name);
        links.stored(inode, name);
      }
    }

    /** Whether it is in the archive by another name, and now by this one too. */
    boolean linked() {
      Optional<RawName> first = links.firstOf(inode);
      if (first.isPresent()) {
        archive.add(entry(name, EntryType.HARDLINK, first), name);
      }
      return first.isPresent();
    }

    /** Puts a file into the archive that was opened. */
    void file(SeekableByteChannel file) throws IOException {
      files.archive(file, this);
    }

    SeekableByteChannel open() throws IOException {
      return place.openFile(path);
    }

    private TarEntry entry(RawName stored, EntryType as, Optional<RawName> target) {
      return entry(stored, as, target, 0, Optional.empty());
    }

    private TarEntry entry(
        RawName stored,
        EntryType as,
        Optional<RawName> target,
        long size,
        Optional<SparseMap> map) {
      return new TarEntry(
          stored,
          as,
          inode.permissions(),
          owner,
          inode.modified(),
          size,
          target,
          inode.device(),
          map);
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public Inode inode() {
      return inode;
    }

    @Override
    public TarEntry entry(long size, Optional<SparseMap> holes) {
      return entry(name, EntryType.FILE, Optional.empty(), size, holes);
    }

    @Override
    public boolean last() {
      return last;
    }

    @Override
    public void stored(TarEntry entry, StoredContent content) {
      archive.added(entry, name, content);
      if (!content.torn()) {
        links.stored(inode, name);
      }
    }
  }
}
