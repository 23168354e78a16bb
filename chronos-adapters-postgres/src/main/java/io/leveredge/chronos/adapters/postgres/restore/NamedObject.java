package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;
import java.util.Optional;

/** Names what a statement of a dump creates as a person would. */
final class NamedObject {
  private static final List<String> KINDS =
      List.of("MATERIALIZED VIEW", "VIEW", "FUNCTION", "PROCEDURE");

  private NamedObject() {}

  /** For example {@code view public.v}; empty for other kinds. */
  static Optional<String> created(String statement) {
    for (String kind : KINDS) {
      SqlWords words = new SqlWords(statement);
      words.skip("CREATE");
      boolean fits = true;
      for (String word : kind.split(" ", -1)) {
        fits &= words.skip(word);
      }
      if (fits) {
        return CopyHeader.qualifiedName(words)
            .map(name -> kind.toLowerCase(java.util.Locale.ROOT) + " " + name);
      }
    }
    return Optional.empty();
  }

  /** For example {@code foreign key k of public.t}. */
  static Optional<String> foreignKey(String statement) {
    SqlWords words = new SqlWords(statement);
    words.skip("ALTER");
    words.skip("TABLE");
    words.skip("ONLY");
    Optional<TableName> table = CopyHeader.qualifiedName(words);
    boolean adds = words.skip("ADD") && words.skip("CONSTRAINT");
    Optional<String> name = words.identifier();
    return adds
        ? table.flatMap(of -> name.map(key -> "foreign key " + key + " of " + of))
        : Optional.empty();
  }
}
