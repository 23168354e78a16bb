package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A backup in its directory. */
record FilePublishedBackup(Disk disk, ShelfEntry.Whole whole) implements PublishedBackup {

  @Override
  public Manifest manifest() {
    return whole.manifest();
  }

  @Override
  public Sha256 checksum() {
    return whole.backup().published().orElseThrow().manifest();
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    return manifest().artifacts().stream()
        .filter(artifact -> artifact.name().equals(name))
        .findFirst()
        .map(
            artifact ->
                new FileArtifactReader(disk, whole.directory().resolve(name.value()), artifact))
        .orElseThrow(
            () -> new ChronosException(ErrorCode.NOT_FOUND, id() + " has no artifact " + name));
  }

  @Override
  public Optional<byte[]> checksums() {
    Path list = whole.directory().resolve(FileNames.CHECKSUMS);
    try (InputStream bytes =
        Files.newInputStream(list, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(bytes.readAllBytes());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw disk.failure("cannot be read", list, e);
    }
  }
}
