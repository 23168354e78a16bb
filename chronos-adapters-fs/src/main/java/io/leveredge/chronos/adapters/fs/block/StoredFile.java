package io.leveredge.chronos.adapters.fs.block;

/**
 * The file that an artifact's stored bytes go to. Used by one thread at a time; every failure is a
 * {@code ChronosException}.
 */
public interface StoredFile {

  /** Appends the first {@code length} bytes. */
  void write(byte[] bytes, int length);

  /** Makes everything written durable; not to be tried again once it failed. */
  void sync();

  /** Closes the file; closing twice does nothing. */
  void close();
}
