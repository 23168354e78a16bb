package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import java.util.Optional;

/** One thing that a dump holds, in its order. */
public sealed interface DumpPart {

  /** The beginning of its statement, for messages. */
  String shown();

  /** A statement to be run. */
  record Sql(StatementKind kind, SqlStatement statement) implements DumpPart {
    @Override
    public String shown() {
      return statement.shown();
    }
  }

  /**
   * The data of a COPY.
   *
   * @param offset of the first row in the plain dump
   * @param bytes of all rows
   * @param few all of the data, where it is little
   */
  record Rows(CopyHeader header, String shown, long offset, long bytes, Optional<byte[]> few)
      implements DumpPart {}
}
