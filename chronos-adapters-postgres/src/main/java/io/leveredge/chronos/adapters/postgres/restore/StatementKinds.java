package io.leveredge.chronos.adapters.postgres.restore;

import static io.leveredge.chronos.adapters.postgres.restore.StatementKind.*;

import io.leveredge.chronos.adapters.postgres.sql.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a statement's kind by its words, as pg_dump writes them (pg_dump.c and dumputils.c of
 * PostgreSQL 10 to 18). Only what pg_dump writes is known: everything else is refused, so that
 * nothing gets past the inventory, out of the transaction or out of the database.
 */
final class StatementKinds {
  private static final int LOOKED_AT = 300;

  /** By how a statement begins; the first that fits counts. */
  private static final List<Map.Entry<String, StatementKind>> BEGINNINGS =
      List.of(
          Map.entry("SELECT pg_catalog.set_config('search_path', ", SETTING),
          Map.entry("SELECT pg_catalog.setval(", SEQUENCE_POSITION),
          Map.entry("SELECT pg_catalog.lo_create(", LARGE_OBJECT),
          Map.entry("SELECT pg_catalog.lo_open(", LARGE_OBJECT),
          Map.entry("SELECT pg_catalog.lowrite(", LARGE_OBJECT),
          Map.entry("SELECT pg_catalog.lo_close(", LARGE_OBJECT),
          Map.entry("SELECT * FROM pg_catalog.pg_restore_", AFTER_INDEX),
          Map.entry("COMMENT ON EVENT TRIGGER ", EVENT_TRIGGER),
          Map.entry("COMMENT ON SUBSCRIPTION ", SUBSCRIPTION),
          Map.entry("COMMENT ON ", COMMENT),
          Map.entry("GRANT ", GRANT),
          Map.entry("REVOKE ", GRANT),
          Map.entry("ALTER DEFAULT PRIVILEGES ", GRANT),
          Map.entry("SET SESSION AUTHORIZATION ", GRANT),
          Map.entry("RESET SESSION AUTHORIZATION;", GRANT),
          Map.entry("SECURITY LABEL ", SECURITY_LABEL),
          Map.entry("REFRESH MATERIALIZED VIEW ", REFRESH),
          Map.entry("CREATE EVENT TRIGGER ", EVENT_TRIGGER),
          Map.entry("ALTER EVENT TRIGGER ", EVENT_TRIGGER),
          Map.entry("CREATE SUBSCRIPTION ", SUBSCRIPTION),
          Map.entry("ALTER SUBSCRIPTION ", SUBSCRIPTION),
          Map.entry("CREATE USER MAPPING ", USER_MAPPING),
          Map.entry("CREATE POLICY ", POLICY),
          Map.entry("CREATE INDEX ", INDEX),
          Map.entry("CREATE UNIQUE INDEX ", INDEX));

  /** Objects of the whole server, or of the transaction, which no dump of a database holds. */
  private static final Set<String> NOT_OF_A_DATABASE =
      Set.of("DATABASE", "ROLE", "USER", "GROUP", "TABLESPACE", "SYSTEM");

  /** What pg_dump sets ({@code _doSetFixedOutputState} and its like in pg_backup_archiver.c). */
  private static final Set<String> SETTINGS =
      Set.of(
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "transaction_timeout",
          "client_encoding",
          "standard_conforming_strings",
          "escape_string_warning",
          "check_function_bodies",
          "xmloption",
          "client_min_messages",
          "row_security",
          "search_path",
          "default_tablespace",
          "default_table_access_method",
          "default_with_oids");

  private static final Pattern OWNER_AT_END =
      Pattern.compile(" OWNER TO (\"(?:[^\"]|\"\")+\"|[^\"\\s;'$]+);\\z");

  private static final String ADD = "\\s+ADD CONSTRAINT (?:\"(?:[^\"]|\"\")*\"|[^\"\\s]+)\\s+";
  private static final Pattern ADDS_INDEX =
      Pattern.compile(ADD + "(?:PRIMARY KEY|UNIQUE|EXCLUDE)\\b");
  private static final Pattern ADDS_FOREIGN_KEY = Pattern.compile(ADD + "FOREIGN KEY\\b");
  private static final Pattern AFTER_TABLES_INDEX =
      Pattern.compile("\\s+(?:CLUSTER ON|REPLICA IDENTITY USING INDEX) ");
  private static final Pattern OBJECT = Pattern.compile("\\A(?:CREATE|ALTER) ([A-Z]+) ");
  private static final Pattern SETS_GRANTOR =
      Pattern.compile("SET SESSION AUTHORIZATION (\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*);");
  private static final Pattern SETS = Pattern.compile("\\ASET ([a-z_]+) = ");

  private StatementKinds() {}

  /** The kind, or empty for what no dump of ours holds. */
  static Optional<StatementKind> of(SqlStatement statement) {
    for (Map.Entry<String, StatementKind> beginning : BEGINNINGS) {
      if (statement.startsWith(beginning.getKey())) {
        return Optional.of(beginning.getValue()).filter(kind -> isOnAnObject(kind, statement));
      }
    }
    return switch (statement.firstWord()) {
      case "SET" -> second(SETS, statement).filter(SETTINGS::contains).map(name -> SETTING);
      case "CREATE", "ALTER" ->
          second(OBJECT, statement)
              .filter(object -> !NOT_OF_A_DATABASE.contains(object))
              .map(object -> definition(statement));
      case "BEGIN" -> bracket(statement, "BEGIN;");
      case "COMMIT" -> bracket(statement, "COMMIT;");
      default -> Optional.empty();
    };
  }

  private static Optional<StatementKind> bracket(SqlStatement statement, String text) {
    return statement.startsWith(text) ? Optional.of(LARGE_OBJECT_BRACKET) : Optional.empty();
  }

  private static StatementKind definition(SqlStatement statement) {
    if (statement.startsWith("CREATE")) {
      return statement.startsWith("CREATE PUBLICATION ") ? PUBLICATION : DEFINITION;
    }
    String text = statement.text();
    if (OWNER_AT_END.matcher(text).find()) {
      return OWNER;
    }
    if (statement.startsWith("ALTER PUBLICATION ")) {
      return PUBLICATION;
    }
    if (statement.startsWith("ALTER INDEX ")) {
      return AFTER_INDEX;
    }
    if (!statement.startsWith("ALTER TABLE ")) {
      return DEFINITION;
    }
    Optional<String> action = TableWords.afterTable(text);
    return action.map(StatementKinds::tableAction).orElse(DEFINITION);
  }

  /** What is done to a table: the text after its name. */
  private static StatementKind tableAction(String action) {
    String head = action.substring(0, Math.min(LOOKED_AT, action.length()));
    if (ADDS_INDEX.matcher(head).lookingAt()) {
      return INDEX_CONSTRAINT;
    }
    if (ADDS_FOREIGN_KEY.matcher(head).lookingAt()) {
      return FOREIGN_KEY;
    }
    return AFTER_TABLES_INDEX.matcher(head).lookingAt() ? AFTER_INDEX : DEFINITION;
  }

  /** What is granted on nothing is membership in a role. */
  private static boolean isOnAnObject(StatementKind kind, SqlStatement statement) {
    return kind != GRANT
        || statement.startsWith("ALTER ")
        || beginsGrantor(statement)
        || endsGrantor(statement)
        || statement.text().contains(" ON ");
  }

  /**
   * Whether the grants that follow are those of another role than the object's owner (dumputils.c,
   * {@code buildACLCommands}); it is set for them alone.
   */
  static boolean beginsGrantor(SqlStatement statement) {
    return SETS_GRANTOR.matcher(statement.shown()).matches();
  }

  /** Whether those were the last of them. */
  static boolean endsGrantor(SqlStatement statement) {
    return statement.text().equals("RESET SESSION AUTHORIZATION;");
  }

  private static Optional<String> second(Pattern pattern, SqlStatement statement) {
    Matcher matcher = pattern.matcher(statement.shown());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
