package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.manifest.ManifestJson;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Refused;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests, and again only those that changed: one is never written in place, so that a file
 * of the same identity, size and time is the same manifest.
 */
final class ManifestFiles {
  private static final long LARGEST = 64L << 20;

  private final Disk disk;
  private final Map<Path, Remembered> remembered = new ConcurrentHashMap<>();

  private record Stamp(@Nullable Object file, long size, FileTime changed) {}

  private record Remembered(Stamp stamp, Content content) {}

  /** A manifest and the digest of its bytes. */
  record Content(ManifestReading reading, Sha256 checksum) {}

  ManifestFiles(Disk disk) {
    this.disk = disk;
  }

  /** What that manifest says, or empty where there is no such file. */
  Optional<Content> read(Path manifest) {
    try {
      var attributes =
          Files.readAttributes(manifest, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return Optional.of(refused(disk.nameOf(manifest) + " is no regular file"));
      }
      if (attributes.size() > LARGEST) {
        return Optional.of(refused(disk.nameOf(manifest) + " has " + attributes.size() + " bytes"));
      }
      Stamp stamp =
          new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
      Remembered known = remembered.get(manifest);
      if (known == null || !known.stamp().equals(stamp)) {
        known = new Remembered(stamp, parse(Files.readAllBytes(manifest)));
        remembered.put(manifest, known);
      }
      return Optional.of(known.content());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(refused(disk.failure("cannot be read", manifest, e).getMessage()));
    }
  }

  /** Forgets what was read of others than these. */
  void keepOnly(Set<Path> manifests) {
    remembered.keySet().retainAll(manifests);
  }

  private static Content parse(byte[] bytes) {
    return new Content(ManifestJson.read(bytes), Sha256.of(bytes));
  }

  private static Content refused(@Nullable String reason) {
    return new Content(new Refused(String.valueOf(reason)), Sha256.of(new byte[0]));
  }
}
