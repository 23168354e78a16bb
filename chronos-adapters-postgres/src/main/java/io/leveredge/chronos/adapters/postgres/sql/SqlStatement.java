package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One SQL statement of a dump, from its first byte that is neither space nor comment to its
 * semicolon.
 */
public final class SqlStatement {
  private static final int SHOWN = 100;

  private final DumpPosition start;
  private final long length;
  private final byte[] head;
  private final Charset charset;

  SqlStatement(DumpPosition start, long length, byte[] head, Charset charset) {
    this.start = start;
    this.length = length;
    this.head = head;
    this.charset = charset;
  }

  public DumpPosition start() {
    return start;
  }

  /** Bytes in the dump, the semicolon included. */
  public long length() {
    return length;
  }

  /** Whether the text was kept whole: it is cut where it is longer than the lexer's bound. */
  public boolean whole() {
    return head.length == length;
  }

  /**
   * The text, in the client encoding that the dump sets.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD when the text is cut or is not of that encoding
   */
  public String text() {
    if (!whole()) {
      throw tooLong();
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(head)).toString();
    } catch (CharacterCodingException e) {
      throw start.notUnderstood("A statement is not in the encoding " + charset + ": " + shown());
    }
  }

  /** Its beginning on one line, for messages. */
  public String shown() {
    String text =
        new String(head, 0, Math.min(SHOWN, head.length), charset).replaceAll("\\p{Cntrl}", " ");
    return length > SHOWN ? text + "…" : text;
  }

  /**
   * The text as it is in the dump.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD when it is cut
   */
  public byte[] bytes() {
    if (!whole()) {
      throw tooLong();
    }
    return head.clone();
  }

  private ChronosException tooLong() {
    return start.notUnderstood(
        "A statement of " + length + " bytes is too long to be read: " + shown());
  }

  /** Whether it begins with some ASCII text, exactly. */
  public boolean startsWith(String ascii) {
    if (head.length < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (head[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Its first word in upper case; empty where it begins with something else. */
  public String firstWord() {
    int end = 0;
    while (end < head.length && Character.isLetter(head[end])) {
      end++;
    }
    return new String(head, 0, end, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
  }

  /** The kept bytes; not to be changed. */
  byte[] head() {
    return head;
  }
}
