package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import java.nio.charset.StandardCharsets;

/**
 * An artifact that is a JSON array, one element a line, stored as it is: people and HADES read it.
 */
final class JsonArray implements AutoCloseable {
  private final ArtifactSink sink;
  private boolean empty = true;

  JsonArray(StagedBackup staging, String name) {
    sink = staging.artifact(new ArtifactName(name), Codec.NONE);
  }

  void add(RawJson element) {
    separate();
    element.writeTo(sink);
  }

  void add(String element) {
    separate();
    write(element);
  }

  Artifact finish() {
    write(empty ? "[]\n" : "\n]\n");
    return sink.finish().artifact();
  }

  private void separate() {
    write(empty ? "[\n" : ",\n");
    empty = false;
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.write(bytes, 0, bytes.length);
  }

  /** Gives it up unless it was finished. */
  @Override
  public void close() {
    sink.close();
  }
}
