package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A backup of which one artifact holds other text. */
record DamagedBackup(PublishedBackup backup, ArtifactName name, String find, String replacement)
    implements PublishedBackup {
  @Override
  public Manifest manifest() {
    return backup.manifest();
  }

  @Override
  public Sha256 checksum() {
    return backup.checksum();
  }

  @Override
  public Optional<byte[]> checksums() {
    return backup.checksums();
  }

  @Override
  public ArtifactReader artifact(ArtifactName asked) {
    ArtifactReader whole = backup.artifact(asked);
    return asked.equals(name) ? new Damaged(whole) : whole;
  }

  private final class Damaged implements ArtifactReader {
    private final ArtifactReader whole;

    Damaged(ArtifactReader whole) {
      this.whole = whole;
    }

    @Override
    public Artifact artifact() {
      return whole.artifact();
    }

    @Override
    public Optional<InputStream> stored() {
      return Optional.of(plain());
    }

    @Override
    public InputStream plain() {
      return plainFrom(0, new BlockTable());
    }

    @Override
    public InputStream plainFrom(long offset, BlockTable blocks) {
      try (InputStream plain = whole.plain()) {
        String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        if (!text.contains(find)) {
          throw new IllegalArgumentException("There is no '" + find + "' in the dump");
        }
        byte[] bytes = text.replace(find, replacement).getBytes(StandardCharsets.UTF_8);
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
