package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it would meet to make tables anew that the database lacks.
 *
 * @param parents of those that cannot be made alone, a sentence each
 * @param missing what they need and the database lacks: schemas, types, functions, roles
 * @param unmade foreign keys that are left out, a sentence each
 */
public record MissingOutlook(List<String> parents, List<String> missing, List<String> unmade) {
  private static final String QUALIFIED =
      "((?:\"(?:[^\"]|\"\")+\"|[^\"\\s.;,()\\[\\]']+)\\.(?:\"(?:[^\"]|\"\")+\"|[^\"\\s.;,()\\[\\]']+))";

  /** One column a line; the types of the system's own schema have no schema written. */
  private static final Pattern COLUMN_TYPE =
      Pattern.compile("\\n    (?:\"(?:[^\"]|\"\")+\"|[^\"\\s]+) " + QUALIFIED);

  private static final Pattern TRIGGER_FUNCTION =
      Pattern.compile(" EXECUTE (?:FUNCTION|PROCEDURE) " + QUALIFIED);

  public MissingOutlook {
    parents = List.copyOf(parents);
    missing = List.copyOf(missing);
    unmade = List.copyOf(unmade);
  }

  /** Looks. */
  public static MissingOutlook of(
      Connection connection, PlainDump dump, List<TableName> tables, LeaveOut leaveOut)
      throws SQLException {
    TableStatements statements = TableStatements.of(dump, tables);
    List<String> missing = new ArrayList<>();
    for (String schema : tables.stream().map(TableName::schema).distinct().toList()) {
      ask(connection, "to_regnamespace", SqlText.name(schema), "schema ", missing);
    }
    DumpOutline.Builder outline = new DumpOutline.Builder();
    List<DumpPart.Sql> all = new ArrayList<>(statements.before());
    all.addAll(statements.after());
    for (DumpPart.Sql each : all) {
      if (leaveOut.kinds().contains(each.kind())) {
        continue;
      }
      outline.part(each);
      String text = each.statement().text();
      if (text.startsWith("CREATE ")) {
        Matcher types = COLUMN_TYPE.matcher(text);
        while (types.find()) {
          ask(connection, "to_regtype", types.group(1), "type ", missing);
        }
        Matcher functions = TRIGGER_FUNCTION.matcher(text);
        while (functions.find()) {
          ask(connection, "to_regproc", functions.group(1), "function ", missing);
        }
      }
    }
    GlobalRoles.missing(
            connection,
            outline.build().roles().values().stream().flatMap(Set::stream).distinct().toList())
        .forEach(role -> missing.add("role " + role));
    List<String> unmade = new ArrayList<>();
    for (DumpPart.Sql key : statements.keys()) {
      List<TableName> referred =
          TableStatements.referred(key).stream().filter(table -> !tables.contains(table)).toList();
      if (!MissingTables.of(connection, referred).isEmpty()) {
        unmade.add(unmade(key));
      }
    }
    statements.referring().forEach(each -> unmade.add(unmade(each)));
    return new MissingOutlook(statements.parents(), missing, unmade);
  }

  /** For a foreign key of such a table. */
  static String unmade(DumpPart.Sql key) {
    return "%s is not made: the table that it refers to is not there"
        .formatted(NamedObject.foreignKey(key.statement().text()).orElse("A foreign key"));
  }

  /** For one of another table. */
  static String unmade(String referring) {
    return referring + " is not made anew: rows may have come since that refer to nothing";
  }

  private static void ask(
      Connection connection, String function, String name, String kind, List<String> missing)
      throws SQLException {
    if (Queries.one(
        connection, "SELECT " + function + "(?) IS NULL", row -> row.getBoolean(1), name)) {
      missing.add(kind + name);
    }
  }
}
