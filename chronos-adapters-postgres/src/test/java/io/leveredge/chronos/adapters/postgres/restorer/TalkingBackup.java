package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.ForwardedBackup;
import io.leveredge.chronos.ports.storage.ForwardedReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.List;
import java.util.Map;

/** A backup of a database whose manifest says something else of it than is so. */
final class TalkingBackup extends ForwardedBackup {
  private final Manifest manifest;

  private TalkingBackup(PublishedBackup backup, Manifest manifest) {
    super(backup);
    this.manifest = manifest;
  }

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
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    Artifact said =
        manifest.components().getFirst().artifacts().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new Said(said, super.artifact(name));
  }

  private static final class Said extends ForwardedReader {
    private final Artifact artifact;

    Said(Artifact artifact, ArtifactReader real) {
      super(real);
      this.artifact = artifact;
    }

    @Override
    public Artifact artifact() {
      return artifact;
    }
  }
}
