package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sinks that write to memory, and what is written to them. */
final class BlockTrial {
  static final ArtifactName NAME = new ArtifactName("database.sql.gz");
  static final int BLOCK = 1 << 20;

  private BlockTrial() {}

  static StoredArtifact store(Codec codec, MemoryFile file, byte[] plain) {
    try (BlockSink sink = sink(codec, file)) {
      int odd = 70_001; // So that writes and blocks do not end together.
      for (int from = 0; from < plain.length; from += odd) {
        sink.write(plain, from, Math.min(odd, plain.length - from));
      }
      return sink.finish();
    }
  }

  static BlockSink sink(Codec codec, MemoryFile file) {
    return new BlockSink(
        NAME, new Compression(codec, 1, 2), () -> file, listener(new ArrayList<>()));
  }

  static BlockSink.Listener listener(List<String> heard) {
    return new BlockSink.Listener() {
      @Override
      public void finished(StoredArtifact artifact) {
        heard.add("finished");
      }

      @Override
      public void givenUp() {
        heard.add("given up");
      }
    };
  }

  /** Lines of text that compress about as a dump does. */
  static byte[] text(int length) {
    Random random = new Random(1);
    byte[] text = new byte[length];
    for (int at = 0; at < length; at++) {
      text[at] = (byte) (at % 64 == 63 ? '\n' : 'a' + random.nextInt(at % 3 == 0 ? 26 : 2));
    }
    return text;
  }
}
