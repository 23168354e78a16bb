package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.StandardCharsets;

/**
 * Finds the semicolon that ends a statement: one outside of quotes, comments, parentheses and SQL
 * routine bodies. The rules are those of PostgreSQL's src/fe_utils/psqlscan.l, because a dump is
 * whatever psql takes for one; the state lives between calls, so that any byte may be the last of a
 * piece.
 */
final class StatementScan {
  /** Longer than the longest word that matters. */
  private static final int WORD_KEPT = 16;

  private enum State {
    PLAIN,
    IDENTIFIER,
    /** A number, with the letters after it, which begin nothing (rule {@code integer_junk}). */
    NUMBER,
    DASH,
    SLASH,
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** After {@code U&}, which may begin a string or a name. */
    UNICODE,
    STRING,
    STRING_BACKSLASH,
    /** After a quote in a string, which ends it unless another follows. */
    STRING_QUOTE,
    NAME,
    DOLLAR_DELIMITER,
    DOLLAR_STRING
  }

  private final BlockComment comment = new BlockComment();
  private final DollarQuote dollar = new DollarQuote();
  private final RoutineBody body = new RoutineBody();
  private final byte[] word = new byte[WORD_KEPT];

  private State state = State.PLAIN;
  private int wordLength;
  private int parentheses;

  /** Whether a plain string knows backslash escapes (standard_conforming_strings is off). */
  private boolean plainEscapes;

  /** Whether the string that is open, or was open last, knows them. */
  private boolean escapes;

  /** Nothing but space since the end of a string: another quote on a new line continues it. */
  private boolean afterString;

  private boolean newLine;
  private boolean ended;

  /** Before the first byte of a statement. */
  void begin(boolean plainStringsHaveEscapes) {
    state = State.PLAIN;
    body.reset();
    parentheses = 0;
    plainEscapes = plainStringsHaveEscapes;
    afterString = false;
    ended = false;
  }

  /** Whether the semicolon has come. */
  boolean ended() {
    return ended;
  }

  /** What is open at this point, for a message about a dump that ends here. */
  String within() {
    return switch (state) {
      case STRING, STRING_BACKSLASH -> "a quoted string";
      case DOLLAR_STRING -> "a dollar-quoted string";
      case NAME -> "a quoted name";
      case BLOCK_COMMENT -> "a comment";
      default -> "a statement";
    };
  }

  /**
   * Reads on.
   *
   * @return the index after the semicolon; or, with {@link #ended} false, {@code to}, or the index
   *     of a byte that may not stand there: a backslash or NUL outside of quotes, or the 1024th of
   *     a dollar quote's tag
   */
  int scan(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to) {
      byte c = bytes[position];
      switch (state) {
        case PLAIN -> {
          if (c == '\\' || c == 0) {
            return position;
          }
          position++;
          plain(c);
          if (ended) {
            return position;
          }
        }
        case IDENTIFIER -> {
          if (SqlBytes.continuesIdentifier(c)) {
            keep(c);
            position++;
          } else {
            position += afterIdentifier(c);
          }
        }
        case NUMBER -> {
          boolean more = SqlBytes.continuesIdentifier(c) && (c != '$' || wordLength > 0);
          wordLength += more && !SqlBytes.isDigit(c) ? 1 : 0;
          state = more ? state : State.PLAIN;
          position += more ? 1 : 0;
        }
        case DASH -> position += second(c, '-', State.LINE_COMMENT);
        case SLASH -> {
          position += second(c, '*', State.BLOCK_COMMENT);
          if (state == State.BLOCK_COMMENT) {
            comment.open();
          }
        }
        case LINE_COMMENT -> {
          position++;
          if (SqlBytes.isLineEnd(c)) {
            newLine = true;
            state = State.PLAIN;
          }
        }
        case BLOCK_COMMENT -> {
          position = comment.skip(bytes, position, to);
          state = comment.isOpen() ? state : State.PLAIN;
        }
        case UNICODE -> {
          state = c == '"' ? State.NAME : State.PLAIN;
          if (c == '\'') {
            openString(false);
          }
          position += state == State.PLAIN ? 0 : 1;
        }
        case STRING -> position = string(bytes, position, to);
        case STRING_BACKSLASH -> {
          position++;
          state = State.STRING;
        }
        case STRING_QUOTE -> {
          state = c == '\'' ? State.STRING : State.PLAIN;
          position += c == '\'' ? 1 : 0;
          afterString = true;
          newLine = false;
        }
        case NAME -> {
          // Two quotes in a name close and open it again, which comes to the same.
          position++;
          state = c == '"' ? State.PLAIN : state;
        }
        case DOLLAR_DELIMITER -> {
          if (dollar.isTooLong()) {
            return position;
          }
          position += dollarDelimiter(c);
        }
        case DOLLAR_STRING -> {
          position = dollar.skip(bytes, position, to);
          state = dollar.isOpen() ? state : State.PLAIN;
        }
      }
    }
    return position;
  }

  private void plain(byte c) {
    if (SqlBytes.isSpace(c)) {
      newLine |= SqlBytes.isLineEnd(c);
      return;
    }
    if (c == '-' || c == '/') {
      state = c == '-' ? State.DASH : State.SLASH;
      return;
    }
    if (c == '\'') {
      openString((afterString && newLine) ? escapes : plainEscapes);
    }
    afterString = false;
    if (SqlBytes.startsIdentifier(c)) {
      state = State.IDENTIFIER;
      wordLength = 0;
      keep(c);
      return;
    }
    body.other();
    if (SqlBytes.isDigit(c)) {
      state = State.NUMBER;
      wordLength = 0;
      return;
    }
    switch (c) {
      case '"' -> state = State.NAME;
      case '$' -> {
        state = State.DOLLAR_DELIMITER;
        dollar.begin();
      }
      case '(' -> parentheses++;
      case ')' -> parentheses -= parentheses > 0 ? 1 : 0;
      case ';' -> ended = parentheses == 0 && !body.isOpen();
      default -> {
        // An operator or punctuation.
      }
    }
  }

  /** The byte after a dash or slash. Answers how many bytes were taken, as do the next ones. */
  private int second(byte c, char wanted, State opened) {
    if (c == wanted) {
      // Only space and line comments may stand between the parts of a string.
      afterString &= opened == State.LINE_COMMENT;
      state = opened;
      return 1;
    }
    afterString = false;
    body.other();
    state = State.PLAIN;
    return 0;
  }

  private int afterIdentifier(byte c) {
    byte prefix = wordLength == 1 ? word[0] : 0;
    if (c == '&' && prefix == 'u') {
      state = State.UNICODE;
      return 1;
    }
    if (c == '\'' && (prefix == 'e' || prefix == 'b' || prefix == 'x')) {
      openString(prefix == 'e');
      return 1;
    }
    if (body.listens()) {
      int kept = Math.min(wordLength, WORD_KEPT);
      body.identifier(new String(word, 0, kept, StandardCharsets.US_ASCII), parentheses > 0);
    }
    state = State.PLAIN;
    return 0;
  }

  private int dollarDelimiter(byte c) {
    if (dollar.extend(c)) {
      state = dollar.isOpen() ? State.DOLLAR_STRING : State.DOLLAR_DELIMITER;
      return 1;
    }
    // It was a dollar and then, perhaps, an identifier.
    byte[] identifier = dollar.tag();
    wordLength = 0;
    for (byte part : identifier) {
      keep(part);
    }
    state = identifier.length > 0 ? State.IDENTIFIER : State.PLAIN;
    return 0;
  }

  private void openString(boolean withEscapes) {
    state = State.STRING;
    escapes = withEscapes;
    body.other();
  }

  private int string(byte[] bytes, int from, int to) {
    int position = ByteSearch.either(bytes, from, to, '\'', escapes ? '\\' : '\'');
    if (position == to) {
      return to;
    }
    state = bytes[position] == '\'' ? State.STRING_QUOTE : State.STRING_BACKSLASH;
    return position + 1;
  }

  /** Keeps the beginning of a word, in lower case. */
  private void keep(byte c) {
    if (wordLength < WORD_KEPT) {
      word[wordLength] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    wordLength++;
  }
}
