package io.leveredge.chronos.domain.fact;

import java.util.regex.Pattern;

/**
 * What sort of thing was found out, as one word. A later version may have further words: they are
 * kept and shown by a version that does not know them, and mean nothing to it.
 */
public record FactKind(String wire) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Every byte was read again and is as it was written. */
  public static final FactKind VERIFIED = new FactKind("verified");

  /** A verification found bytes that are not those that were written. */
  public static final FactKind CORRUPT = new FactKind("corrupt");

  /** A verification found a file gone. */
  public static final FactKind MISSING = new FactKind("missing");

  /** It was restored to a scratch place, and what came of it was the same as its source. */
  public static final FactKind PROVEN = new FactKind("proven");

  /** That was tried, and something was lacking or other than it should be. */
  public static final FactKind NOT_PROVEN = new FactKind("not_proven");

  /** Somebody wants it kept. */
  public static final FactKind HELD = new FactKind("held");

  /** Nobody needs it kept any more. */
  public static final FactKind RELEASED = new FactKind("released");

  /** A copy of it lies somewhere else. */
  public static final FactKind COPIED = new FactKind("copied");

  public FactKind {
    if (!FORM.matcher(wire).matches()) {
      throw new IllegalArgumentException("Not a kind of fact: '" + wire + "'");
    }
  }

  @Override
  public String toString() {
    return wire;
  }
}
