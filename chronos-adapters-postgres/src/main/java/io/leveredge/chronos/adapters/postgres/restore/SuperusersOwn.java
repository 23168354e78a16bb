package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a dump only a superuser may create, by the manual's pages of the CREATE commands, or
 * grant. Extensions are told elsewhere: the server knows which of them need one.
 */
final class SuperusersOwn {
  /** By how a statement begins; the name follows. */
  private static final List<Map.Entry<String, String>> ALWAYS =
      List.of(
          Map.entry("CREATE FOREIGN DATA WRAPPER ", "foreign data wrapper "),
          Map.entry("CREATE ACCESS METHOD ", "access method "),
          Map.entry("CREATE OPERATOR CLASS ", "operator class "),
          Map.entry("CREATE OPERATOR FAMILY ", "operator family "),
          Map.entry("CREATE TEXT SEARCH PARSER ", "text search parser "),
          Map.entry("CREATE TEXT SEARCH TEMPLATE ", "text search template "),
          Map.entry("CREATE PROCEDURAL LANGUAGE ", "language "),
          Map.entry("CREATE OR REPLACE PROCEDURAL LANGUAGE ", "language "));

  private static final Pattern ALL_TABLES =
      Pattern.compile("\\ACREATE PUBLICATION (.+?) FOR ALL TABLES\\b");
  private static final Pattern ALL_IN_SCHEMA =
      Pattern.compile("\\AALTER PUBLICATION (.+?) ADD TABLES IN SCHEMA ");
  private static final Pattern BINARY_CAST =
      Pattern.compile("\\ACREATE CAST (\\(.+?\\)) WITHOUT FUNCTION\\b");

  private static final Pattern GRANTOR = Pattern.compile("\\ASET SESSION AUTHORIZATION (.+);\\z");

  /** Its body comes after it, on a line of its own. */
  private static final Pattern ROUTINE =
      Pattern.compile(
          "\\ACREATE (FUNCTION|PROCEDURE)"
              + " ((?:\"(?:[^\"]|\"\")+\"|[^\".(]+)\\.(?:\"(?:[^\"]|\"\")+\"|[^\".(]+))\\([^\n"
              + "]*(?:\n"
              + "    )? ?LANGUAGE (c|internal)\\b");

  private SuperusersOwn() {}

  /** For example {@code publication p}; empty for what others may create, too. */
  static Optional<String> named(DumpPart.Sql sql) {
    return switch (sql.kind()) {
      case DEFINITION -> definition(sql);
      case PUBLICATION -> {
        String text = sql.statement().text();
        yield match(ALL_TABLES, text)
            .or(() -> match(ALL_IN_SCHEMA, text))
            .map(name -> "publication " + name);
      }
      case GRANT -> match(GRANTOR, sql.statement().text()).map(role -> "grants by role " + role);
      default -> Optional.empty();
    };
  }

  private static Optional<String> definition(DumpPart.Sql sql) {
    for (Map.Entry<String, String> each : ALWAYS) {
      if (sql.statement().startsWith(each.getKey())) {
        String name = sql.statement().text().substring(each.getKey().length());
        return Optional.of(each.getValue() + name.split("[\\s;]", 2)[0]);
      }
    }
    if (sql.statement().startsWith("CREATE CAST ")) {
      return match(BINARY_CAST, sql.statement().text()).map(types -> "cast " + types);
    }
    if (sql.statement().startsWith("CREATE FUNCTION ")
        || sql.statement().startsWith("CREATE PROCEDURE ")) {
      Matcher routine = ROUTINE.matcher(sql.statement().text());
      return routine.find()
          ? Optional.of(
              routine.group(1).toLowerCase(java.util.Locale.ROOT) + " " + routine.group(2))
          : Optional.empty();
    }
    return sql.statement().startsWith("CREATE TYPE ")
        ? baseType(sql.statement().text())
        : Optional.empty();
  }

  /** Other types have AS after the name; a base type is named once before, without anything. */
  private static Optional<String> baseType(String statement) {
    SqlWords words = new SqlWords(statement);
    words.skip("CREATE");
    words.skip("TYPE");
    return CopyHeader.qualifiedName(words)
        .filter(name -> words.skip("("))
        .map(name -> "type " + name);
  }

  private static Optional<String> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
