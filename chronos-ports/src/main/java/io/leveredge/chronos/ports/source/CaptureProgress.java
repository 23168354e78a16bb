package io.leveredge.chronos.ports.source;

/** Hears how a capture goes on; cheap, and never fails. */
public interface CaptureProgress {

  /** So many more bytes were read from the source. */
  void read(long bytes);

  /** What is being read now, for a person. */
  void doing(String what);

  /**
   * About so many bytes will be read from now on, until this is called again.
   *
   * @param bytes 0 where it is not known, and where nothing is read
   */
  default void expect(long bytes) {}
}
