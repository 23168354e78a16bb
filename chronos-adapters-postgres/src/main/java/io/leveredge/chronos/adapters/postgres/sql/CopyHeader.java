package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.inventory.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement before the data of a table, as pg_dump writes it: {@code COPY schema.table (column,
 * …) FROM stdin;}, without parentheses for a table that has no columns (pg_dump.c, {@code
 * dumpTableData}).
 *
 * @param columns as the server stores their names, in the order of the data
 */
public record CopyHeader(TableName table, List<String> columns) {
  public CopyHeader {
    columns = List.copyOf(columns);
  }

  /** Empty for anything else, other forms of COPY among it. */
  static Optional<CopyHeader> of(String statement) {
    SqlWords words = new SqlWords(statement);
    if (!words.skip("COPY")) {
      return Optional.empty();
    }
    Optional<TableName> table = qualifiedName(words);
    Optional<List<String>> columns = columns(words);
    boolean fromClient =
        words.skip("FROM") && words.skip("stdin") && words.skip(";") && words.atEnd();
    return fromClient
        ? table.flatMap(name -> columns.map(list -> new CopyHeader(name, list)))
        : Optional.empty();
  }

  /** A name with its schema, which pg_dump always writes. */
  public static Optional<TableName> qualifiedName(SqlWords words) {
    return words
        .identifier()
        .filter(schema -> words.skip("."))
        .flatMap(schema -> words.identifier().map(name -> new TableName(schema, name)));
  }

  private static Optional<List<String>> columns(SqlWords words) {
    List<String> columns = new ArrayList<>();
    if (!words.skip("(")) {
      return Optional.of(columns);
    }
    do {
      Optional<String> column = words.identifier();
      if (column.isEmpty()) {
        return Optional.empty();
      }
      columns.add(column.get());
    } while (words.skip(","));
    return words.skip(")") ? Optional.of(columns) : Optional.empty();
  }
}
