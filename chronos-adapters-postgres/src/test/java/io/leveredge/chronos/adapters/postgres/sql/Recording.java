package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a lexer finds, a line for each event, with its place. */
final class Recording implements SqlListener {
  private final List<String> events = new ArrayList<>();
  private final StringBuilder data = new StringBuilder();

  /** The events of a text cut into pieces. */
  static List<String> of(byte[] text, List<Integer> sizes) {
    Recording recording = new Recording();
    SqlLexer lexer = new SqlLexer(recording, SqlLexer.USUAL_TEXT_BOUND);
    Pieces.cut(text, sizes, lexer::accept);
    lexer.finish();
    return recording.events();
  }

  /** The statements alone, without their places. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    for (String event : of(Pieces.utf8(text), List.of(1 << 20))) {
      if (event.startsWith("statement ")) {
        statements.add(event.substring(event.indexOf(": ") + 2));
      }
    }
    return statements;
  }

  List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void statement(SqlStatement statement) {
    add("statement", statement.start(), statement.text());
  }

  @Override
  public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition start) {
    add("copy", statement.start(), header.table() + " " + header.columns());
    data.setLength(0);
    CopyRows rows = new CopyRows(header.table(), header.columns(), start);
    return new CopyReader() {
      @Override
      public int read(byte[] bytes, int from, int to) {
        int end = rows.read(bytes, from, to);
        data.append(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        return end;
      }

      @Override
      public boolean ended() {
        return rows.ended();
      }

      @Override
      public long lines() {
        return rows.lines();
      }
    };
  }

  @Override
  public void copyEnded(DumpPosition end) {
    add("data until", end, data.toString());
  }

  @Override
  public void comment(DumpPosition start, String line) {
    add("comment", start, line);
  }

  @Override
  public void metaCommand(DumpPosition start, String line) {
    add("command", start, line);
  }

  private void add(String what, DumpPosition at, String text) {
    events.add(what + " " + at.offset() + "/" + at.line() + ": " + text);
  }
}
