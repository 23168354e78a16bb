package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.TextEncoding;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which file each table's rows are in. TRUNCATE and the rewriting forms of ALTER TABLE put a new
 * one there, and to an older snapshot such a table is empty (manual, section 13.6, "Caveats"): one
 * of them between our snapshot and pg_dump's locks, and a dump without the rows would look whole.
 */
final class TableFiles {
  private static final int NAMED = 5;
  private static final String FILES =
      """
      SELECT c.oid, c.relfilenode, convert_to(n.nspname, getdatabaseencoding()),
             convert_to(c.relname, getdatabaseencoding())
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence <> 't'
         AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> ALL (?)
      """;

  private final Map<Long, TableFile> byOid;

  private record TableFile(long oid, long file, TableName table) {}

  private TableFiles(Map<Long, TableFile> byOid) {
    this.byOid = byOid;
  }

  /** As that connection sees them. */
  static TableFiles of(Connection connection, ServerFacts facts, Collection<String> excludedSchemas)
      throws SQLException {
    Charset charset = TextEncoding.charset(facts.encoding());
    Map<Long, TableFile> files = new HashMap<>();
    List<TableFile> all =
        Queries.all(
            connection,
            FILES,
            row ->
                new TableFile(
                    row.getLong(1),
                    row.getLong(2),
                    new TableName(
                        new String(row.getBytes(3), charset),
                        new String(row.getBytes(4), charset))),
            connection.createArrayOf("text", excludedSchemas.toArray()));
    all.forEach(file -> files.put(file.oid(), file));
    return new TableFiles(files);
  }

  /**
   * Compares the files of the snapshot with those of now, when pg_dump has locked every table.
   *
   * @throws ChronosException with {@code DUMP_INCOMPLETE} where one is another
   */
  void refuseChanged(TableFiles now) {
    List<TableName> changed =
        byOid.values().stream()
            .filter(
                then -> {
                  TableFile other = now.byOid.get(then.oid());
                  return other == null || other.file() != then.file();
                })
            .map(TableFile::table)
            .sorted()
            .toList();
    if (!changed.isEmpty()) {
      throw new ChronosException(
          ErrorCode.DUMP_INCOMPLETE,
          "Truncated, rewritten or dropped just when the dump began, so that it would lack their rows: %s"
              .formatted(
                  changed.stream()
                      .limit(NAMED)
                      .map(TableName::toString)
                      .collect(Collectors.joining(", "))));
    }
  }
}
