package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.function.LongPredicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads rows of a dump by COPY. */
record RowCopy(DatabaseSession session, PlainDump dump) {
  /**
   * What was loaded.
   *
   * @param rows as the server counted them
   * @param left what was not loaded of the range
   */
  record Copied(long rows, RowRange left) {}

  /** Loads all rows of a COPY, and answers how many. */
  long all(DumpPart.Rows rows, boolean freeze) {
    RowFeed feed = new RowFeed(RowRange.all(rows), left -> false);
    return rows.few().isPresent()
        ? copy(rows, feed, new ByteArrayInputStream(rows.few().get()), freeze).rows()
        : copy(rows, feed, freeze).rows();
  }

  /** Loads a range of rows, until there is enough. */
  Copied range(RowRange range, boolean freeze, LongPredicate enough) {
    return copy(range.rows(), new RowFeed(range, enough), freeze);
  }

  private Copied copy(DumpPart.Rows rows, RowFeed feed, boolean freeze) {
    try (InputStream plain = dump.open(feed.opening())) {
      return copy(rows, feed, plain, freeze);
    } catch (IOException failure) {
      throw unread(rows, failure);
    }
  }

  private Copied copy(DumpPart.Rows rows, RowFeed feed, InputStream plain, boolean freeze) {
    try {
      return copied(rows, feed, plain, freeze);
    } catch (IOException failure) {
      throw unread(rows, failure);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Loading " + rows.header().table(), failure);
    }
  }

  private Copied copied(DumpPart.Rows rows, RowFeed feed, InputStream plain, boolean freeze)
      throws SQLException, IOException {
    String encoding = dump.index().encoding();
    String sql =
        "COPY %s%s FROM STDIN WITH (ENCODING '%s'%s)"
            .formatted(
                SqlText.name(rows.header().table()),
                SqlText.columns(rows.header().columns()),
                encoding,
                freeze ? ", FREEZE" : "");
    CopyIn copy =
        session
            .connection()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(SqlText.copy(sql, encoding));
    try {
      RowRange left = feed.feed(plain, copy::writeToCopy);
      return new Copied(copy.endCopy(), left);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static ChronosException unread(DumpPart.Rows rows, IOException failure) {
    return new ChronosException(
        ErrorCode.STORAGE_FAILED,
        "The rows of %s cannot be read: %s".formatted(rows.header().table(), failure.getMessage()),
        failure);
  }
}
