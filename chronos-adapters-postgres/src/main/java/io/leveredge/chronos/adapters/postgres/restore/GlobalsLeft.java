package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseProperties;
import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.CopyReader;
import io.leveredge.chronos.adapters.postgres.sql.DumpPosition;
import io.leveredge.chronos.adapters.postgres.sql.SqlLexer;
import io.leveredge.chronos.adapters.postgres.sql.SqlListener;
import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a backup's globals no restore applies: tablespaces, which are folders of the server, and
 * what belongs to the database as a whole, which stays as it is in use now.
 */
public final class GlobalsLeft implements SqlListener {
  private final Set<String> tablespaces = new TreeSet<>();

  /** By the statement what it sets. */
  private final Map<String, String> settings = new LinkedHashMap<>();

  private GlobalsLeft() {}

  /**
   * A sentence each, without values, which may be secrets; nothing of what is the same in use.
   *
   * @param globals the text of {@code globals.sql}
   * @param then the name of the database that was backed up
   * @param now the name of the one in use
   */
  public static List<String> notes(Connection connection, String globals, String then, String now)
      throws SQLException {
    GlobalsLeft left = new GlobalsLeft();
    SqlLexer lexer = new SqlLexer(left, SqlLexer.USUAL_TEXT_BOUND);
    byte[] bytes = globals.getBytes(StandardCharsets.UTF_8);
    lexer.accept(bytes, 0, bytes.length);
    lexer.finish();
    left.tablespaces.removeAll(
        Queries.all(connection, "SELECT spcname FROM pg_tablespace", row -> row.getString(1)));
    Set<String> same = new HashSet<>(DatabaseProperties.statements(connection, now, then));
    left.settings.keySet().removeAll(same);
    return Stream.of(
            sentence("Tablespaces are not made: ", left.tablespaces),
            sentence(
                "The database keeps its own settings, which the backup has otherwise (globals.sql):"
                    + " ",
                new TreeSet<>(left.settings.values())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> sentence(String begin, Set<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(begin + String.join(", ", names) + ".");
  }

  @Override
  public void statement(SqlStatement statement) {
    SqlWords words = new SqlWords(statement.text());
    if (words.skip("CREATE")) {
      if (words.skip("TABLESPACE")) {
        words.identifier().ifPresent(tablespaces::add);
      }
    } else if (words.skip("ALTER")) {
      if (words.skip("DATABASE")) {
        words.identifier().ifPresent(database -> setting(statement, words, ""));
      } else if (words.skip("ROLE")) {
        words
            .identifier()
            .filter(role -> words.skip("IN") && words.skip("DATABASE"))
            .filter(role -> words.identifier().isPresent())
            .ifPresent(role -> setting(statement, words, " of role " + role));
      }
    }
  }

  private void setting(SqlStatement statement, SqlWords words, String whose) {
    if (words.skip("SET")) {
      RoleSetting.read("", words)
          .ifPresent(setting -> settings.put(statement.text(), setting.shown() + whose));
    }
  }

  @Override
  public CopyReader copy(SqlStatement statement, CopyHeader header, DumpPosition data) {
    throw data.notUnderstood("Rows among globals");
  }

  @Override
  public void copyEnded(DumpPosition end) {}

  @Override
  public void comment(DumpPosition start, String line) {}

  @Override
  public void metaCommand(DumpPosition start, String line) {}
}
