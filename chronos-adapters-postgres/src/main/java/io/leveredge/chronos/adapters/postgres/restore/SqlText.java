package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** SQL as it is sent. */
public final class SqlText {
  private SqlText() {}

  /** A name in double quotes, whatever it is. */
  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The same with its schema. */
  public static String name(TableName table) {
    return name(table.schema()) + "." + name(table.name());
  }

  /** Columns in parentheses; nothing for none, which to COPY means the same. */
  static String columns(List<String> columns) {
    return columns.isEmpty()
        ? ""
        : columns.stream().map(SqlText::name).collect(Collectors.joining(", ", " (", ")"));
  }

  /**
   * A COPY as the driver has to be given it. It sends those in UTF-8 whatever the session's
   * encoding (CopyOperation in its source), so that in a database without an encoding only names
   * that are UTF-8 can be sent.
   *
   * @param encoding of the dump, by PostgreSQL's name
   * @throws ChronosException DATABASE_NOT_SUPPORTED for other names
   */
  static String copy(String sql, String encoding) {
    if (!encoding.equals("SQL_ASCII")) {
      return sql;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(sql.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ChronosException(
          ErrorCode.DATABASE_NOT_SUPPORTED,
          "The name of a table or column is not UTF-8, and the database has no encoding: " + sql);
    }
  }

  /** A text as a constant. */
  public static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }

  /**
   * A statement so that its very bytes reach the server. The driver speaks UTF-8, and its tables
   * for other encodings need not be the server's: what is not ASCII in those goes as hexadecimal
   * digits, which the server itself reads.
   *
   * @param encoding of the dump, by PostgreSQL's name
   */
  static String verbatim(SqlStatement statement, String encoding) {
    if (encoding.equals("UTF8") || encoding.equals("SQL_ASCII")) {
      return statement.text();
    }
    byte[] bytes = statement.bytes();
    for (byte c : bytes) {
      if (c < 0) {
        return "DO 'BEGIN EXECUTE pg_catalog.convert_from(pg_catalog.decode(''%s'', ''hex''), ''%s''); END'"
            .formatted(HexFormat.of().formatHex(bytes), encoding);
      }
    }
    return statement.text();
  }
}
