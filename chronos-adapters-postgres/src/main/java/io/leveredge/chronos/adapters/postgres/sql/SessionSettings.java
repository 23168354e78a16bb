package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the session that change how the rest of a dump reads: {@code client_encoding} and
 * {@code standard_conforming_strings}, which pg_dump sets at its top.
 */
final class SessionSettings {
  /**
   * Encodings in which a byte within a character may be an ASCII one, a backslash among them. No
   * server has them, so pg_dump writes them only when asked to (PostgreSQL manual, "Supported
   * Character Sets": those that a server may not have).
   */
  private static final Set<String> AMBIGUOUS =
      Set.of("BIG5", "GB18030", "GBK", "JOHAB", "SJIS", "SHIFT_JIS_2004", "UHC");

  private Charset charset = StandardCharsets.UTF_8;
  private boolean plainEscapes;

  /** The encoding of the dump's text; see {@link TextEncoding}. */
  Charset charset() {
    return charset;
  }

  /** Whether plain strings know backslash escapes. */
  boolean plainStringsHaveEscapes() {
    return plainEscapes;
  }

  /**
   * Takes note of a statement of the dump.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD when it gives one of the two a value that is not
   *     understood
   */
  void see(SqlStatement statement) {
    if (!statement.firstWord().equals("SET")) {
      return;
    }
    SqlWords words = new SqlWords(statement.text());
    words.skip("SET");
    if (words.skip("NAMES")) {
      throw notUnderstood(statement);
    }
    if (!words.skip("SESSION")) {
      words.skip("LOCAL");
    }
    String name = words.identifier().orElse("");
    Optional<String> value =
        words.skip("=") || words.skip("TO")
            ? words.string().or(words::identifier)
            : Optional.empty();
    if (name.equals("client_encoding")) {
      charset =
          value
              .map(encoding -> charsetOf(encoding, statement.start()))
              .orElseThrow(() -> notUnderstood(statement));
    } else if (name.equals("standard_conforming_strings")) {
      plainEscapes =
          switch (value.orElse("").toLowerCase(Locale.ROOT)) {
            case "on" -> false;
            case "off" -> true;
            default -> throw notUnderstood(statement);
          };
    }
  }

  private static ChronosException notUnderstood(SqlStatement statement) {
    return statement.start().notUnderstood("This setting is not understood: " + statement.shown());
  }

  private static Charset charsetOf(String encoding, DumpPosition where) {
    String name = encoding.toUpperCase(Locale.ROOT);
    if (!name.matches("[A-Z][A-Z0-9_]*")) {
      throw where.notUnderstood("'" + encoding + "' is not the name of an encoding");
    }
    if (AMBIGUOUS.contains(name)) {
      throw where.notUnderstood(
          "The dump is in the encoding " + name + ", whose bytes can be mistaken for backslashes");
    }
    return TextEncoding.charset(name);
  }
}
