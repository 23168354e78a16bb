package io.leveredge.chronos.engine.verification;

import java.util.Optional;

/**
 * What an artifact has to look like once decompressed, whatever its manifest says: an opinion of
 * its own on bytes that were hashed after they had gone wrong.
 */
interface Structure {

  /** Takes the next bytes, in order. */
  default void read(byte[] bytes, int offset, int length) {}

  /** What is wrong with what was read so far, once all of it was, for a person. */
  default Optional<String> fault() {
    return Optional.empty();
  }

  /**
   * What is wrong with the end, for a person: all that is known of it without reading the rest.
   *
   * @param tail the last {@link Tail#BYTES}, or all where there are fewer
   * @param length of the whole
   */
  Optional<String> faultAtTheEnd(byte[] tail, long length);
}
