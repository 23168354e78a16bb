package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.ForwardedBackup;
import io.leveredge.chronos.ports.storage.ForwardedReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A backup of which one artifact holds something else. */
final class DamagedBackup extends ForwardedBackup {
  private final ArtifactName name;
  private final Damage damage;

  DamagedBackup(PublishedBackup backup, ArtifactName name, Damage damage) {
    super(backup);
    this.name = name;
    this.damage = damage;
  }

  /** Makes what is read of what was written. */
  @FunctionalInterface
  interface Damage {
    InputStream to(byte[] plain) throws IOException;
  }

  @Override
  public ArtifactReader artifact(ArtifactName asked) {
    ArtifactReader whole = super.artifact(asked);
    return asked.equals(name) ? new Damaged(whole) : whole;
  }

  private final class Damaged extends ForwardedReader {
    Damaged(ArtifactReader whole) {
      super(whole);
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
      try (InputStream plain = super.plain()) {
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
