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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A backup like another one, except for some bytes, and with digests that agree with those. */
final class ForgedBackup {
  private static final Pattern ENTRIES = Pattern.compile("\"entries\":(\\d+)");

  private final RestoreTrial orders;
  private final PublishedBackup like;

  ForgedBackup(RestoreTrial orders, PublishedBackup like) {
    this.orders = orders;
    this.like = like;
  }

  /** In the artifact whose name begins so, the first of those bytes are replaced. */
  PublishedBackup with(String artifact, String bytes, String others) {
    return with(
        artifact,
        plain -> {
          int at = plain.indexOf(bytes);
          return plain.substring(0, at) + others + plain.substring(at + bytes.length());
        });
  }

  /** The artifact whose name begins so, each byte a character, becomes another. */
  PublishedBackup with(String artifact, UnaryOperator<String> change) {
    return orders.backUp(new Forging(artifact, change));
  }

  /** Behind the last entry of the index there are so many others, each in a line. */
  PublishedBackup withEntries(int more, String lines) {
    return with(
        "config.index",
        index -> {
          int last = index.lastIndexOf("{\"kind\":\"entry\"");
          int after = index.indexOf('\n', last) + 1;
          return index.substring(0, after)
              + lines
              + "\n"
              + ENTRIES
                  .matcher(index.substring(after))
                  .replaceFirst(found -> "\"entries\":" + (Long.parseLong(found.group(1)) + more));
        });
  }

  private final class Forging implements ComponentSource {
    private final String artifact;
    private final UnaryOperator<String> change;

    Forging(String artifact, UnaryOperator<String> change) {
      this.artifact = artifact;
      this.change = change;
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
        String plain = plain(like, each);
        if (each.name().value().startsWith(artifact)) {
          plain = change.apply(plain);
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
  }

  /** What the artifact holds whose name begins so, each byte a character. */
  static String plain(PublishedBackup backup, String artifact) {
    return backup.manifest().artifacts().stream()
        .filter(each -> each.name().value().startsWith(artifact))
        .map(each -> plain(backup, each))
        .findFirst()
        .orElseThrow();
  }

  private static String plain(PublishedBackup backup, Artifact artifact) {
    try (InputStream plain = backup.artifact(artifact.name()).plain()) {
      return new String(plain.readAllBytes(), ISO_8859_1);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
