package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A backup of which one artifact holds something else. */
record DamagedBackup(PublishedBackup backup, ArtifactName name, Damage damage)
    implements PublishedBackup {

  /** Makes what is read of what was written. */
  @FunctionalInterface
  interface Damage {
    InputStream to(byte[] plain) throws IOException;
  }

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
        InputStream damaged = damage.to(plain.readAllBytes());
        long left = offset;
        while (left > 0) {
          long skipped = damaged.skip(left);
          if (skipped == 0) {
            return InputStream.nullInputStream();
          }
          left -= skipped;
        }
        return damaged;
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
