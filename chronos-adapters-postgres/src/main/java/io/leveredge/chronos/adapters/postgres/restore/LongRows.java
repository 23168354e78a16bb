package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.CopyRows;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the rows that are too long to be read whole, each field in pieces: the driver holds what
 * the server sends as one row, which may be a gigabyte.
 */
final class LongRows {
  /** Longer rows, as text, are read in pieces. */
  private static final int LONG = 16 << 20;

  /** A value that takes less on disk is no long text: the server's compressions give up at 255. */
  private static final int SUSPICIOUS = 1 << 16;

  private static final int PIECE = 1 << 20;
  private static final int HEX_PREFIX = 3;

  private final Connection connection;
  private final TableColumns table;
  private final String encoding;

  LongRows(Connection connection, TableColumns table, String encoding) {
    this.connection = connection;
    this.table = table;
    this.encoding = encoding;
  }

  /** Where they lie, as {@code ctid}; values are not fetched for those that take little. */
  List<String> find() throws SQLException {
    if (table.size() < SUSPICIOUS
        || table.columns().isEmpty()
        || table.wholeTree()
        || !table.condition().isEmpty()) {
      return List.of();
    }
    List<String> names = table.columns().stream().map(SqlText::name).toList();
    String suspicious =
        String.join(
            " OR ",
            names.stream()
                .map(name -> "pg_column_size(%s) > %d".formatted(name, SUSPICIOUS))
                .toList());
    String length =
        String.join(
            " + ", names.stream().map("octet_length(concat(%s))::int8"::formatted).toList());
    String sql =
        "SELECT ctid::text FROM ONLY %s WHERE CASE WHEN %s THEN %s > %d ELSE false END"
            .formatted(SqlText.name(table.table()), suspicious, length, LONG);
    return Queries.all(connection, sql, row -> row.getString(1));
  }

  /** Gives a row's text, as COPY would write it, to who digests it. */
  void read(String ctid, CopyRows rows) throws SQLException {
    String delimiter = "";
    for (String column : table.columns()) {
      give(delimiter, rows);
      delimiter = "\t";
      if (isNull(ctid, column)) {
        give("\\N", rows);
      } else {
        field(ctid, column, rows);
      }
    }
    give("\n", rows);
  }

  private boolean isNull(String ctid, String column) throws SQLException {
    return Queries.one(
        connection,
        "SELECT %s IS NULL FROM ONLY %s WHERE ctid = '%s'"
            .formatted(SqlText.name(column), SqlText.name(table.table()), ctid),
        row -> row.getBoolean(1));
  }

  /**
   * The value is made text once at the server and sent in pieces; concat writes it as COPY does.
   */
  private void field(String ctid, String column, CopyRows rows) throws SQLException {
    String sql =
        """
        COPY (SELECT substring(v FROM i FOR %1$d)
                FROM (SELECT convert_to(concat(%2$s), '%3$s') AS v
                        FROM ONLY %4$s WHERE ctid = '%5$s' OFFSET 0) AS field,
                     generate_series(1, octet_length(v), %1$d) AS i) TO STDOUT
        """
            .formatted(PIECE, SqlText.name(column), encoding, SqlText.name(table.table()), ctid);
    CopyOut copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(SqlText.copy(sql, encoding));
    try {
      for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
        byte[] escaped = escaped(line);
        rows.read(escaped, 0, escaped.length);
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** From {@code \\x…} and a line end to the text that COPY writes for those bytes. */
  private static byte[] escaped(byte[] line) {
    String hex =
        new String(line, HEX_PREFIX, line.length - HEX_PREFIX - 1, StandardCharsets.US_ASCII);
    byte[] bytes = HexFormat.of().parseHex(hex);
    ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length + 16);
    for (byte c : bytes) {
      int letter = "\b\f\n\r\t\013\\".indexOf(c);
      if (letter < 0 || c < 0) {
        text.write(c);
      } else {
        text.write('\\');
        text.write("bfnrtv\\".charAt(letter));
      }
    }
    return text.toByteArray();
  }

  private static void give(String text, CopyRows rows) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    rows.read(bytes, 0, bytes.length);
  }
}
