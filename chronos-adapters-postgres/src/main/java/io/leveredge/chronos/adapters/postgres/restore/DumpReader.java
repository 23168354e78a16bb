package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.sql.SQLException;

/** Takes the parts of a dump in their order. */
@FunctionalInterface
interface DumpReader {
  /**
   * The next part.
   *
   * @throws ChronosException which ends the reading
   */
  void part(DumpPart part) throws SQLException;
}
