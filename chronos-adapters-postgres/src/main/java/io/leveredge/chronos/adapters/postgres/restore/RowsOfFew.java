package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The values of some columns of a table that is small enough to be held whole. */
final class RowsOfFew {
  private static final long MOST_BYTES = 4 << 20;

  private RowsOfFew() {}

  /**
   * Each row's values in the order of the columns, but for rows in which one of them is NULL.
   *
   * @return empty where the table is large, the dump does not hold all of the columns, or its text
   *     is in an encoding that is not known here
   */
  static Optional<List<List<String>>> of(PlainDump dump, TableInDump table, List<String> columns)
      throws IOException {
    if (table.listed().bytes() > MOST_BYTES) {
      return Optional.empty();
    }
    String encoding = dump.index().encoding();
    Charset charset = TextEncoding.charset(encoding);
    boolean known = !charset.equals(StandardCharsets.ISO_8859_1) || encoding.equals("LATIN1");
    List<List<String>> values = new ArrayList<>();
    for (DumpPart.Rows rows : table.rows()) {
      List<Integer> places = columns.stream().map(rows.header().columns()::indexOf).toList();
      if (places.contains(-1)) {
        return Optional.empty();
      }
      byte[] bytes = bytes(dump, rows);
      if (!known && !isAscii(bytes)) {
        return Optional.empty();
      }
      for (List<Optional<String>> row : rows(bytes, charset)) {
        List<Optional<String>> wanted = places.stream().map(row::get).toList();
        if (wanted.stream().allMatch(Optional::isPresent)) {
          values.add(wanted.stream().map(Optional::orElseThrow).toList());
        }
      }
    }
    return Optional.of(values);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(PlainDump dump, DumpPart.Rows rows) throws IOException {
    if (rows.few().isPresent()) {
      return rows.few().get();
    }
    try (InputStream plain = dump.open(rows.offset())) {
      return plain.readNBytes(Math.toIntExact(rows.bytes()));
    }
  }

  /** Tabs and line feeds stand for themselves nowhere else (COPY manual, "Text Format"). */
  private static List<List<Optional<String>>> rows(byte[] bytes, Charset charset) {
    List<List<Optional<String>>> rows = new ArrayList<>();
    List<Optional<String>> row = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\t' || bytes[i] == '\n') {
        row.add(value(Arrays.copyOfRange(bytes, from, i), charset));
        from = i + 1;
        if (bytes[i] == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      }
    }
    return rows;
  }

  private static Optional<String> value(byte[] field, Charset charset) {
    if (field.length == 2 && field[0] == '\\' && field[1] == 'N') {
      return Optional.empty();
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream(field.length);
    for (int i = 0; i < field.length; i++) {
      boolean escaped = field[i] == '\\' && i + 1 < field.length;
      value.write(escaped ? unescaped(field[++i]) : field[i]);
    }
    return Optional.of(value.toString(charset));
  }

  /** The server writes these, and never numbers. */
  private static int unescaped(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> letter;
    };
  }
}
