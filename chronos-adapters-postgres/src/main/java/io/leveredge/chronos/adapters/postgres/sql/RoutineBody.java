package io.leveredge.chronos.adapters.postgres.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether a semicolon stands within the body {@code BEGIN ATOMIC … END} of a function or
 * procedure, which pg_dump prints for those of PostgreSQL 14 and later that have one.
 *
 * <p>The heuristic is that of psqlscan.l, rule {@code identifier}: in a statement that begins with
 * CREATE [OR REPLACE] FUNCTION or PROCEDURE, outside of parentheses, BEGIN and within it CASE go a
 * level down and END goes one up. It is made stricter in one point: only BEGIN followed by ATOMIC
 * counts, as in the grammar. BEGIN is a word that needs no quotes, so that a function or column may
 * be called that; psql then takes the rest of the dump for its body. CASE and END cannot be
 * mistaken: they are reserved, and quoted where they are names.
 */
final class RoutineBody {
  private static final int LOOKED_AT = 4;

  private final List<String> words = new ArrayList<>(LOOKED_AT);
  private int depth;
  private boolean begin;

  /** A new statement begins. */
  void reset() {
    words.clear();
    depth = 0;
    begin = false;
  }

  /** Whether a semicolon here belongs to the body. */
  boolean isOpen() {
    return depth > 0;
  }

  /** Whether identifiers matter at all in this statement. */
  boolean listens() {
    return words.size() < LOOKED_AT || definesRoutine();
  }

  /** Anything but an identifier, space or a comment. */
  void other() {
    begin = false;
  }

  /**
   * An identifier outside of quotes.
   *
   * @param word in lower case, cut after some bytes
   */
  void identifier(String word, boolean inParentheses) {
    if (words.size() < LOOKED_AT) {
      words.add(word);
    }
    if (inParentheses || !definesRoutine()) {
      return;
    }
    if (depth > 0) {
      depth += word.equals("case") ? 1 : word.equals("end") ? -1 : 0;
    } else if (begin && word.equals("atomic")) {
      depth = 1;
    }
    begin = word.equals("begin");
  }

  private boolean definesRoutine() {
    if (!words.get(0).equals("create") || words.size() < 2) {
      return false;
    }
    boolean replaces = words.get(1).equals("or") && words.size() == LOOKED_AT;
    String kind = words.get(replaces ? 3 : 1);
    return kind.equals("function") || kind.equals("procedure");
  }
}
