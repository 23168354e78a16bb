package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types and functions by which a table of a dump is defined, and which a database may lack.
 * What pg_dump writes without a schema is the server's own.
 */
public final class BesideNeeds {
  private static final String NAME =
      "(?:\"(?:[^\"]|\"\")+\"|[a-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*)";
  private static final Pattern CALL = Pattern.compile("(" + NAME + "\\." + NAME + ")\\(");
  private static final Pattern CONSTANT = Pattern.compile("'(?:[^']|'')*'");

  /** Behind the type comes one of these, or nothing. */
  private static final Pattern AFTER_TYPE =
      Pattern.compile(
          " (?:COLLATE|DEFAULT|NOT NULL|GENERATED|STORAGE|COMPRESSION|CONSTRAINT|OPTIONS)\\b.*|,$");

  private static final String HAS_FUNCTION =
      """
      SELECT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                      WHERE n.nspname = ? AND p.proname = ?)
      """;

  private BesideNeeds() {}

  /**
   * What a database lacks, a sentence each.
   *
   * @param connection with an empty search path
   * @param tables that the backup has
   */
  public static List<String> lacking(Connection connection, PlainDump dump, List<TableName> tables)
      throws SQLException {
    List<String> lacking = new ArrayList<>();
    for (TableInDump table : TableInDump.find(dump, tables)) {
      Map<String, String> types = types(table);
      for (String type : new LinkedHashSet<>(types.values())) {
        if (!hasType(connection, type)) {
          lacking.add(sentence("type", type, table));
        }
      }
      for (TableName function : functions(table, types)) {
        if (!Queries.one(
            connection,
            HAS_FUNCTION,
            row -> row.getBoolean(1),
            function.schema(),
            function.name())) {
          lacking.add(sentence("function", function.toString(), table));
        }
      }
    }
    return lacking;
  }

  private static String sentence(String kind, String name, TableInDump table) {
    return "The database has no %s %s, which %s needs"
        .formatted(kind, name, table.listed().table());
  }

  private static boolean hasType(Connection connection, String type) throws SQLException {
    return !type.contains(".")
        || Queries.one(
            connection, "SELECT to_regtype(?) IS NOT NULL", row -> row.getBoolean(1), type);
  }

  /** Of each column that has a line of its own; one that comes from a parent has none. */
  private static Map<String, String> types(TableInDump table) {
    Map<String, String> types = new LinkedHashMap<>();
    for (String line : table.create().split("\n    ", -1)) {
      SqlWords words = new SqlWords(line);
      Optional<String> column = words.identifier();
      if (column.isPresent() && table.columns().contains(column.get())) {
        String type =
            AFTER_TYPE.matcher(words.rest().lines().findFirst().orElse("")).replaceFirst("");
        types.putIfAbsent(column.get(), type.strip().replaceFirst(",$", ""));
      }
    }
    return types;
  }

  /** A type with a modifier looks like a call. */
  private static Set<TableName> functions(TableInDump table, Map<String, String> types) {
    Set<TableName> functions = new LinkedHashSet<>();
    SqlWords words = new SqlWords(table.create());
    for (String word : List.of("CREATE", "UNLOGGED", "TABLE")) {
      words.skip(word);
    }
    CopyHeader.qualifiedName(words);
    String definitions = CONSTANT.matcher(words.rest()).replaceAll("''");
    Matcher call = CALL.matcher(definitions);
    while (call.find()) {
      String name = call.group(1);
      if (types.values().stream().noneMatch(type -> type.startsWith(name))) {
        CopyHeader.qualifiedName(new SqlWords(name))
            .filter(each -> !each.schema().equals("pg_catalog"))
            .ifPresent(functions::add);
      }
    }
    return functions;
  }
}
