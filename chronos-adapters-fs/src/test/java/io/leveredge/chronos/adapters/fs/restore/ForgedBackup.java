package io.leveredge.chronos.adapters.fs.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup like another one, except for some bytes, and with digests that agree with those. */
final class ForgedBackup {
  private final RestoreTrial orders;
  private final PublishedBackup like;

  ForgedBackup(RestoreTrial orders, PublishedBackup like) {
    this.orders = orders;
    this.like = like;
  }

  /** In the artifact whose name begins so, the first of those bytes are replaced. */
  PublishedBackup with(String artifact, String bytes, String others) {
    return orders.backUp(new Forging(artifact, bytes, others));
  }

  private final class Forging implements ComponentSource {
    private final String artifact;
    private final String bytes;
    private final String others;

    Forging(String artifact, String bytes, String others) {
      this.artifact = artifact;
      this.bytes = bytes;
      this.others = others;
    }

    @Override
    public Component component() {
      return Component.CONFIG;
    }

    @Override
    public Optional<ByteCount> estimate() {
      return Optional.empty();
    }

    @Override
    public void release(BackupId id) {}

    @Override
    public ComponentResult capture(Capture capture) {
      List<Artifact> copies = new ArrayList<>();
      for (Artifact each : like.manifest().artifacts()) {
        String plain = plain(each);
        int at = plain.indexOf(bytes);
        if (each.name().value().startsWith(artifact)) {
          plain = plain.substring(0, at) + others + plain.substring(at + bytes.length());
        }
        try (ArtifactSink sink = capture.staging().artifact(each.name(), each.codec())) {
          byte[] content = plain.getBytes(ISO_8859_1);
          sink.write(content, 0, content.length);
          copies.add(sink.finish().artifact());
        }
      }
      return new ComponentResult(
          Component.CONFIG,
          ComponentResult.State.COMPLETED,
          copies,
          List.of(),
          List.of(),
          Map.of());
    }

    private String plain(Artifact artifact) {
      try (InputStream plain = like.artifact(artifact.name()).plain()) {
        return new String(plain.readAllBytes(), ISO_8859_1);
      } catch (IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }
}
