package io.leveredge.chronos.adapters.catalog;

/**
 * Text as PostgreSQL can keep it: its types have no place for U+0000 (manual, "Character Types"),
 * and half a surrogate pair is no character at all. What a child process or a caller wrote may hold
 * either, and must not make a backup unrecordable.
 */
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** The same text, with U+FFFD for each character that cannot be kept. */
  static String of(String text) {
    return text.codePoints().anyMatch(StorableText::cannotBeKept)
        ? text.codePoints()
            .map(character -> cannotBeKept(character) ? REPLACEMENT : character)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  private static boolean cannotBeKept(int character) {
    return character == 0
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }
}
