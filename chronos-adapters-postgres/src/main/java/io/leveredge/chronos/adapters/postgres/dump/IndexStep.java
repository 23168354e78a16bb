package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes {@code database.index.jsonl}. */
final class IndexStep {
  private IndexStep() {}

  static StoredArtifact run(Capture capture, DumpIndex index) {
    ArtifactName name = new ArtifactName("database.index.jsonl" + capture.codec().suffix());
    try (ArtifactSink sink = capture.staging().artifact(name, capture.codec())) {
      try (OutputStream out = new BufferedOutputStream(new IntoSink(sink))) {
        DumpIndexWriter.write(index, out);
      } catch (IOException impossible) {
        throw new UncheckedIOException("A sink fails by exceptions of its own", impossible);
      }
      return sink.finish();
    }
  }

  private static final class IntoSink extends OutputStream {
    private final ArtifactSink sink;

    IntoSink(ArtifactSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int value) {
      sink.write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      sink.write(bytes, offset, length);
    }
  }
}
