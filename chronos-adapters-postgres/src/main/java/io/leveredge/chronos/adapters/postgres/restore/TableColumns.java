package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.adapters.postgres.sql.TextEncoding;
import io.leveredge.chronos.domain.inventory.TableName;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a table a dump holds: the columns that are not computed, and of an extension's own table
 * the rows that the extension calls its user's (manual, section 38.17.3).
 *
 * @param wholeTree whether the rows are those of its partitions
 * @param condition beginning with WHERE; empty for all rows
 * @param size an estimate of its bytes, those of long values among them
 */
record TableColumns(
    TableName table, List<String> columns, boolean wholeTree, String condition, long size) {
  private static final String QUESTION =
      """
      SELECT convert_to(n.nspname, getdatabaseencoding()) AS schema,
             convert_to(c.relname, getdatabaseencoding()) AS name,
             c.relkind, convert_to(a.attname, getdatabaseencoding()) AS attribute,
             CASE c.relkind WHEN 'r' THEN pg_table_size(c.oid) ELSE 0 END AS size,
             (SELECT e.extcondition[array_position(e.extconfig, c.oid)]
                FROM pg_extension e WHERE c.oid = ANY (e.extconfig)) AS condition
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                AND to_jsonb(a) ->> 'attgenerated' IS NOT DISTINCT FROM ''
       WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       ORDER BY c.oid, a.attnum
      """;

  /** Before version 12 no column was computed, and the catalog had no word for it. */
  private static final int GENERATED_SINCE = 120000;

  TableColumns {
    columns = List.copyOf(columns);
  }

  /** All tables that are not the server's own. */
  static Map<TableName, TableColumns> all(Connection connection, ServerFacts facts)
      throws SQLException {
    Charset charset = TextEncoding.charset(facts.encoding());
    String question =
        facts.versionNumber() >= GENERATED_SINCE
            ? QUESTION
            : QUESTION.replaceAll("AND to_jsonb.*\n", "\n");
    Map<TableName, TableColumns> tables = new TreeMap<>();
    for (TableColumns one : Queries.all(connection, question, row -> read(row, charset))) {
      tables.merge(one.table(), one, TableColumns::with);
    }
    return tables;
  }

  private static TableColumns read(ResultSet row, Charset charset) throws SQLException {
    return new TableColumns(
        new TableName(
            new String(row.getBytes("schema"), charset), new String(row.getBytes("name"), charset)),
        Optional.ofNullable(row.getBytes("attribute"))
            .map(name -> List.of(new String(name, charset)))
            .orElse(List.of()),
        row.getString("relkind").equals("p"),
        Optional.ofNullable(row.getString("condition")).orElse(""),
        row.getLong("size"));
  }

  private TableColumns with(TableColumns more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(more.columns());
    return new TableColumns(table, all, wholeTree, condition, size);
  }

  /**
   * The COPY that writes what pg_dump would.
   *
   * @param encoding of the rows
   * @param without rows that are left out, by their {@code ctid}
   */
  String copyOut(String encoding, List<String> without) {
    String from = SqlText.name(table);
    boolean plain = !wholeTree && condition.isEmpty() && without.isEmpty();
    String which =
        without.isEmpty()
            ? condition
            : "WHERE ctid <> ALL (ARRAY['%s']::tid[])".formatted(String.join("','", without));
    String what =
        plain
            ? from + SqlText.columns(columns)
            : "(SELECT %s FROM %s%s %s)"
                .formatted(
                    String.join(", ", columns.stream().map(SqlText::name).toList()),
                    wholeTree ? "" : "ONLY ",
                    from,
                    which);
    return "COPY %s TO STDOUT WITH (ENCODING '%s')".formatted(what, encoding);
  }
}
