package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import java.io.IOException;
import java.io.InputStream;

/** A dump whose bytes have been verified, decompressed from any place on. */
public interface PlainDump {

  /** What lies where in it. */
  DumpIndex index();

  /**
   * Opens it in the middle. Several may be open at once, each used by one thread; the caller closes
   * them.
   *
   * @param plainOffset the first byte wanted; behind the end there is nothing
   */
  InputStream open(long plainOffset) throws IOException;

  /** Hears that so many bytes of rows were read back from a database, to compare it with this. */
  default void readBack(long bytes) {}
}
