package io.leveredge.chronos.engine.verification;

import java.util.BitSet;

/**
 * Walks along a JSON text (RFC 8259) byte by byte, however deep it goes, and keeps none of it. It
 * looks at what holds a text together: brackets, commas, colons, strings and their ends, words. Of
 * a number it only sees that it is made of a number's characters.
 */
final class JsonWalk {
  private static final String WORD_CHARACTERS = "+-.0123456789Eaeflnrstu";
  private static final int HEX_DIGITS = 4;

  /** What comes next. */
  private enum Next {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    COLON,
    COMMA_OR_END,
    NOTHING
  }

  private final Listener listener;

  /** Whether the bracket of that depth is one of an object; depths begin with 1. */
  private final BitSet objects = new BitSet();

  private final StringBuilder word = new StringBuilder();
  private int depth;
  private Next next = Next.VALUE;
  private boolean inString;
  private boolean escaped;
  private int hexLeft;
  private boolean ofName;
  private boolean wrong;

  /** Hears of what is met. */
  interface Listener {
    /** A value begins inside so many brackets: with this byte, which is a bracket's own, too. */
    void value(int depth, char first);

    /** A byte of a member's name inside so many brackets, as it is written. */
    void nameByte(int depth, char character);

    /** That name is at its end. */
    void nameEnds(int depth);

    /** The bracket ends that is inside so many others. */
    void end(int depth);
  }

  JsonWalk(Listener listener) {
    this.listener = listener;
  }

  /** Whether the byte belongs where it stands; after one that does not, none does. */
  boolean take(byte read) {
    char character = (char) (read & 0xff);
    wrong = wrong || !(inString ? string(character) : outside(character));
    return !wrong;
  }

  /** Whether the text is whole: one value, and it has ended. */
  boolean isWhole() {
    return !wrong
        && !inString
        && (word.isEmpty() || isWord())
        && depth == 0
        && next == Next.NOTHING;
  }

  private boolean string(char character) {
    if (hexLeft > 0) {
      hexLeft--;
      return Character.digit(character, 16) >= 0;
    }
    if (escaped) {
      escaped = false;
      hexLeft = character == 'u' ? HEX_DIGITS : 0;
      return "\"\\/bfnrtu".indexOf(character) >= 0;
    }
    if (character == '"') {
      inString = false;
      if (ofName) {
        listener.nameEnds(depth);
      }
      return true;
    }
    escaped = character == '\\';
    if (ofName) {
      listener.nameByte(depth, character);
    }
    return character >= ' ';
  }

  private boolean outside(char character) {
    if (!word.isEmpty()) {
      if (WORD_CHARACTERS.indexOf(character) >= 0) {
        if (Character.isLetter(word.charAt(0))) {
          word.append(character);
        }
        return word.length() <= "false".length();
      }
      if (!isWord()) {
        return false;
      }
      word.setLength(0);
    }
    return switch (character) {
      case ' ', '\t', '\n', '\r' -> true;
      case '"' -> beginString();
      case '[', '{' -> beginBracket(character);
      case ']' -> endBracket(false);
      case '}' -> endBracket(true);
      case ',' -> comma();
      case ':' -> expect(Next.COLON, Next.VALUE);
      default -> WORD_CHARACTERS.indexOf(character) >= 0 && beginWord(character);
    };
  }

  /** A number is kept by its first character alone: it may be as long as it likes. */
  private boolean isWord() {
    String read = word.toString();
    return read.equals("true")
        || read.equals("false")
        || read.equals("null")
        || "-0123456789".contains(read);
  }

  private boolean beginWord(char character) {
    if (!beginValue(character)) {
      return false;
    }
    word.append(character);
    return true;
  }

  private boolean beginString() {
    ofName = next == Next.NAME || next == Next.NAME_OR_END;
    inString = true;
    if (ofName) {
      next = Next.COLON;
      return true;
    }
    return beginValue('"');
  }

  private boolean beginBracket(char bracket) {
    if (!beginValue(bracket)) {
      return false;
    }
    depth++;
    objects.set(depth, bracket == '{');
    next = bracket == '{' ? Next.NAME_OR_END : Next.VALUE_OR_END;
    return true;
  }

  private boolean beginValue(char first) {
    if (next != Next.VALUE && next != Next.VALUE_OR_END) {
      return false;
    }
    listener.value(depth, first);
    next = depth == 0 ? Next.NOTHING : Next.COMMA_OR_END;
    return true;
  }

  private boolean endBracket(boolean object) {
    Next empty = object ? Next.NAME_OR_END : Next.VALUE_OR_END;
    boolean mayEnd = next == Next.COMMA_OR_END || next == empty;
    if (depth == 0 || objects.get(depth) != object || !mayEnd) {
      return false;
    }
    depth--;
    listener.end(depth);
    next = depth == 0 ? Next.NOTHING : Next.COMMA_OR_END;
    return true;
  }

  private boolean comma() {
    return expect(Next.COMMA_OR_END, objects.get(depth) ? Next.NAME : Next.VALUE);
  }

  private boolean expect(Next now, Next then) {
    if (next != now) {
      return false;
    }
    next = then;
    return true;
  }
}
