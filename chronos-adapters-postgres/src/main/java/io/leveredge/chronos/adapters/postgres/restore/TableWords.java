package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.Optional;

/** Finds the table that a statement of pg_dump is about. */
final class TableWords {
  private TableWords() {}

  /** The text after {@code ALTER TABLE [ONLY] name}. */
  static Optional<String> afterTable(String statement) {
    SqlWords words = altered(statement);
    return CopyHeader.qualifiedName(words).map(name -> words.rest());
  }

  /**
   * The table that an index, a constraint or rows are added to; empty where that cannot be told.
   */
  static Optional<TableName> of(String statement) {
    SqlWords words = new SqlWords(statement);
    if (!words.skip("CREATE")) {
      return CopyHeader.qualifiedName(altered(statement));
    }
    words.skip("UNIQUE");
    if (!words.skip("INDEX") || words.identifier().isEmpty() || !words.skip("ON")) {
      return Optional.empty();
    }
    words.skip("ONLY");
    return CopyHeader.qualifiedName(words);
  }

  /** The name in {@code CREATE [UNLOGGED|FOREIGN] TABLE name}. */
  static Optional<TableName> created(String statement) {
    SqlWords words = new SqlWords(statement);
    if (!words.skip("CREATE")) {
      return Optional.empty();
    }
    words.skip("UNLOGGED");
    return words.skip("TABLE") ? CopyHeader.qualifiedName(words) : Optional.empty();
  }

  private static SqlWords altered(String statement) {
    SqlWords words = new SqlWords(statement);
    if (words.skip("ALTER") && words.skip("TABLE")) {
      words.skip("ONLY");
    }
    return words;
  }
}
