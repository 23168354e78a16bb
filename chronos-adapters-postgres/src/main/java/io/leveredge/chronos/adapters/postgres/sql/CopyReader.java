package io.leveredge.chronos.adapters.postgres.sql;

/**
 * Takes the data of one COPY, in pieces of any size, and finds its end: the line {@code \.} (COPY
 * manual, "Text Format"). It alone looks at the data, so that gigabytes are looked at once.
 */
public interface CopyReader {
  /**
   * Takes bytes from an index on.
   *
   * @return {@code to}, or, when the end marker was met, the index after its line end
   */
  int read(byte[] bytes, int from, int to);

  /** Whether the end marker was met. */
  boolean ended();

  /** Line ends taken so far, that of the end marker among them. */
  long lines();
}
