package io.leveredge.chronos.adapters.fs.config;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * Where a path is looked up without following a link: in its folder, which is held open, so that
 * nobody can put another folder or a link in the place of one on the way (openat(2), "Rationale for
 * openat()"). Only a root is looked up by its path: what is above it was configured.
 */
sealed interface Place {
  /** Opens a file to be read, and no link. */
  SeekableByteChannel openFile(Path path) throws IOException;

  /** Opens a folder to be listed. */
  SecureDirectoryStream<Path> openFolder(Path path) throws IOException;

  /** What a path is: device and inode. */
  Object identity(Path path) throws IOException;

  /** The place of a root. */
  record ByPath() implements Place {
    @Override
    public SeekableByteChannel openFile(Path path) throws IOException {
      return Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // It is the caller's to close.
    public SecureDirectoryStream<Path> openFolder(Path path) throws IOException {
      DirectoryStream<Path> stream = Files.newDirectoryStream(path);
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        return secure;
      }
      stream.close();
      throw new IOException("This system cannot open a file relative to a folder");
    }

    @Override
    public Object identity(Path path) throws IOException {
      return keyOf(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }
  }

  /** The place of what lies in a folder that is held open. */
  record InFolder(SecureDirectoryStream<Path> folder) implements Place {
    private static final Set<OpenOption> NO_LINK =
        Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    @Override
    public SeekableByteChannel openFile(Path path) throws IOException {
      return folder.newByteChannel(path.getFileName(), NO_LINK);
    }

    @Override
    public SecureDirectoryStream<Path> openFolder(Path path) throws IOException {
      return folder.newDirectoryStream(path.getFileName(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Object identity(Path path) throws IOException {
      return keyOf(
          folder
              .getFileAttributeView(
                  path.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes());
    }

    /** What the folder itself is. */
    Object identity() throws IOException {
      return keyOf(folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
    }
  }

  private static Object keyOf(BasicFileAttributes attributes) {
    return Objects.requireNonNull(attributes.fileKey(), "a file system without inodes");
  }
}
