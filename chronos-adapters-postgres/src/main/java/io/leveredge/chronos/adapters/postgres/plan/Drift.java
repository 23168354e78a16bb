package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.SchemaDependents;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came into the database since the backup, and what outside of it depends on it. */
final class Drift {
  private static final int NAMED = 20;

  /** Names as {@link DumpOutline#others()} has them. */
  private static final String OTHERS =
      """
      SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END AS kind,
             n.nspname AS schema, c.relname AS name, NULL AS key
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('v', 'm') AND c.oid >= 16384 AND n.nspname <> ALL (?)
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                            AND d.objid = c.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 'foreign key', n.nspname, c.relname, k.conname
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                             JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname <> ALL (?)
      UNION ALL
      SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, n.nspname, p.proname,
             NULL
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.oid >= 16384 AND p.prokind IN ('f', 'w', 'p') AND n.nspname <> ALL (?)
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
                            AND d.objid = p.oid AND d.deptype = 'e')
      """;

  /** Before 11 there were no procedures. */
  private static final String KINDS_OF_ROUTINES =
      "SELECT current_setting('server_version_num')::int >= 110000";

  private Drift() {}

  static void look(
      Connection connection,
      DumpOutline outline,
      WayChoice choice,
      TableChanges changes,
      List<Obstacle> obstacles)
      throws SQLException {
    List<String> came = new ArrayList<>();
    for (TableName table : changes.of(ChangeKind.DROPPED)) {
      came.add("table " + table);
    }
    if (Queries.one(connection, KINDS_OF_ROUTINES, row -> row.getBoolean(1))) {
      others(connection, choice).stream()
          .filter(object -> !outline.others().contains(object))
          .sorted()
          .forEach(came::add);
    }
    if (!came.isEmpty()) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.DRIFT,
              "Not in the backup are %d objects, which the restore takes out of use: %s%s"
                  .formatted(
                      came.size(),
                      came.stream().limit(NAMED).collect(Collectors.joining(", ")),
                      came.size() > NAMED ? ", …" : ""),
              "Keep the statements that made them, or make a backup before."));
    }
    if (choice.way() == Way.IN_PLACE && !choice.kept().isEmpty()) {
      dependents(connection, choice, obstacles);
    }
  }

  private static List<String> others(Connection connection, WayChoice choice) throws SQLException {
    List<String> stay = new ArrayList<>(choice.kept());
    stay.addAll(List.of("pg_catalog", "information_schema", "chronos"));
    Array stays = connection.createArrayOf("text", stay.toArray());
    return Queries.all(
        connection,
        OTHERS,
        row -> {
          TableName name = new TableName(row.getString("schema"), row.getString("name"));
          String key = row.getString("key");
          return row.getString("kind").toLowerCase(Locale.ROOT)
              + (key == null ? " " : " " + key + " of ")
              + name;
        },
        stays,
        stays,
        stays);
  }

  private static void dependents(Connection connection, WayChoice choice, List<Obstacle> obstacles)
      throws SQLException {
    for (String object : SchemaDependents.ofKept(connection, choice.kept())) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.DRIFT,
              "In a schema that is kept, " + object + " depends on what is replaced",
              "Drop it and make it anew after the restore."));
    }
  }
}
