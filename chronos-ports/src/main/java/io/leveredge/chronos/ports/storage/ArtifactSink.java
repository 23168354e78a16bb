package io.leveredge.chronos.ports.storage;

/**
 * Takes the bytes of one artifact, once, in order, in bounded memory: they are cut into blocks,
 * compressed, hashed and written while the caller goes on. Used by one thread at a time.
 */
public interface ArtifactSink extends AutoCloseable {

  /**
   * Takes some bytes; they are copied before this returns. Blocks while the disk or the compressor
   * is behind. A failure of an earlier write may surface here.
   */
  void write(byte[] bytes, int offset, int length);

  /** How many bytes were taken so far. */
  long position();

  /**
   * Writes the rest and syncs; only when this returns is the artifact durable. To be called once.
   */
  StoredArtifact finish();

  /** Gives the artifact up unless it was finished. Closing twice does nothing. */
  @Override
  void close();
}
