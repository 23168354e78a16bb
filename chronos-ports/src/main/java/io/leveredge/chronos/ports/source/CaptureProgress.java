package io.leveredge.chronos.ports.source;

/** Hears how a capture goes on; cheap, and never fails. */
public interface CaptureProgress {

  /** So many more bytes were read from the source. */
  void read(long bytes);

  /** What is being read now, for a person. */
  void doing(String what);
}
