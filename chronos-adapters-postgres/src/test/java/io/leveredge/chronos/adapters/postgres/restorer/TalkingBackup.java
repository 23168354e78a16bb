package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup of a database whose manifest says something else of it than is so. */
record TalkingBackup(PublishedBackup backup, Manifest manifest) implements PublishedBackup {

  static TalkingBackup of(
      PublishedBackup backup, List<Artifact> artifacts, Map<String, String> facts) {
    Manifest manifest = backup.manifest();
    ComponentResult database = manifest.components().getFirst();
    return new TalkingBackup(
        backup,
        new Manifest(
            manifest.formatVersion(),
            manifest.writtenBy(),
            manifest.order(),
            manifest.state(),
            manifest.completedAt(),
            List.of(
                new ComponentResult(
                    database.component(),
                    database.state(),
                    artifacts,
                    database.missing(),
                    database.notes(),
                    facts)),
            manifest.ownArtifacts(),
            manifest.parent()));
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
  public ArtifactReader artifact(ArtifactName name) {
    Artifact said =
        manifest.components().getFirst().artifacts().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new Said(said, backup.artifact(name));
  }

  private record Said(Artifact artifact, ArtifactReader real) implements ArtifactReader {
    @Override
    public Optional<InputStream> stored() {
      return real.stored();
    }

    @Override
    public InputStream plain() {
      return real.plain();
    }

    @Override
    public InputStream plainFrom(long offset, BlockTable blocks) {
      return real.plainFrom(offset, blocks);
    }
  }
}
