package io.leveredge.chronos.adapters.postgres.sql;

/**
 * What {@link SqlLexer} finds, in the order of the stream. An exception thrown here ends the lexing
 * and reaches the caller of {@link SqlLexer#accept}.
 */
public interface SqlListener {
  /** A whole statement, its semicolon included, that no data follows. */
  void statement(SqlStatement statement);

  /**
   * The statement {@code COPY … FROM stdin;}. Its data comes next.
   *
   * @param data the first byte after the line of the statement
   * @return who takes the data
   */
  CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data);

  /**
   * The reader that {@link #copy} answered has met the end of its data.
   *
   * @param end the first byte after the line of the end marker
   */
  void copyEnded(DumpPosition end);

  /**
   * A line that begins with two dashes, outside of statements.
   *
   * @param line without its end; at most 1 KiB of it, bytes beyond ASCII as ISO 8859-1
   */
  void comment(DumpPosition start, String line);

  /**
   * A command to psql, outside of statements: from the backslash to the end of the line.
   *
   * @param line without its end, bytes beyond ASCII as ISO 8859-1
   */
  void metaCommand(DumpPosition start, String line);
}
