package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.CopyRows;
import io.leveredge.chronos.adapters.postgres.sql.DumpPosition;
import io.leveredge.chronos.adapters.postgres.sql.LargeObjectSum;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads what a database holds, as one session sees it, by the rules of the dump's inventory. */
final class InventoryReader {
  private static final int PIECE = 1 << 18;
  private static final int TOLD_AT_ONCE = 1 << 18;

  /** So many large objects are asked for at once, of each the first piece. */
  private static final String LARGE_OBJECTS =
      """
      SELECT oid::int8, lo_get(oid, 0, %d) FROM pg_largeobject_metadata
       WHERE oid::int8 > ? ORDER BY oid LIMIT 16
      """
          .formatted(PIECE);

  private final Connection connection;
  private final String encoding;
  private final LongConsumer told;

  /**
   * @param encoding of the dump, in which rows are digested
   * @param told of the bytes of rows that were read, now and then
   */
  InventoryReader(Connection connection, String encoding, LongConsumer told) {
    this.connection = connection;
    this.encoding = encoding;
    this.told = told;
  }

  /** Reads all rows of one table; of them one at a time is held, and of a long one a part. */
  TableInventory table(TableColumns table) throws SQLException {
    CopyRows rows = new CopyRows(table.table(), table.columns(), DumpPosition.START);
    LongRows longRows = new LongRows(connection, table, encoding);
    List<String> apart = longRows.find();
    String sql = SqlText.copy(table.copyOut(encoding, apart), encoding);
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    try {
      long untold = 0;
      for (byte[] piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
        rows.read(piece, 0, piece.length);
        untold += piece.length;
        if (untold >= TOLD_AT_ONCE) {
          told.accept(untold);
          untold = 0;
        }
      }
      told.accept(untold);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    for (String ctid : apart) {
      longRows.read(ctid, rows);
    }
    return rows.inventory();
  }

  SequencePosition sequence(TableName sequence) throws SQLException {
    return Queries.one(
        connection,
        "SELECT last_value, is_called FROM " + SqlText.name(sequence),
        row -> new SequencePosition(sequence, row.getLong(1), row.getBoolean(2)));
  }

  LargeObjects largeObjects() throws SQLException {
    LargeObjectSum sum = new LargeObjectSum();
    long last = 0;
    while (true) {
      List<Map.Entry<Long, byte[]>> some =
          Queries.all(
              connection, LARGE_OBJECTS, row -> Map.entry(row.getLong(1), row.getBytes(2)), last);
      if (some.isEmpty()) {
        return sum.total();
      }
      for (Map.Entry<Long, byte[]> object : some) {
        add(object, sum);
        last = object.getKey();
      }
    }
  }

  /**
   * @param object its oid and its first piece
   */
  private void add(Map.Entry<Long, byte[]> object, LargeObjectSum sum) throws SQLException {
    sum.begin(Long.toString(object.getKey()));
    byte[] piece = object.getValue();
    long offset = 0;
    while (piece.length > 0) {
      sum.write(piece);
      offset += piece.length;
      if (piece.length < PIECE) {
        break;
      }
      piece =
          Queries.one(
              connection,
              "SELECT lo_get(%d::oid, %d, %d)".formatted(object.getKey(), offset, PIECE),
              row -> row.getBytes(1));
    }
    sum.end();
  }
}
