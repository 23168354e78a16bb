package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.state.OwnState;

/** How CHRONOS's own state is written down in a backup. */
public interface StateFormat {

  /**
   * The state as the bytes of its artifact, before compression. The same state is the same bytes.
   */
  byte[] write(OwnState state);

  /**
   * The state that was written as these bytes, by this version or one before; equal to what was
   * written. Of a later version's it is what this one understands.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code BACKUP_CORRUPT} where it was
   *     cut, is none, or has a newer format
   */
  OwnState read(byte[] plain);
}
