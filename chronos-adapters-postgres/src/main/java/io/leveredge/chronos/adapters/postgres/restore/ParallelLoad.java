package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.TextEncoding;
import io.leveredge.chronos.domain.inventory.TableName;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Spreads the parts of a dump over sessions. pg_dump writes all definitions, then all data, then
 * indexes, constraints and triggers, and last grants and what a materialized view holds
 * (pg_dump_sort.c, {@code dbObjectTypePriorities}), so that a kind of statement tells how far it
 * has come:
 *
 * <ul>
 *   <li>small tables are loaded by the session that keeps the order; the large ones by the others,
 *       the largest first, as soon as the first rows come; what is left of one is shared once a
 *       session has nothing else to do;
 *   <li>a table's indexes are built by them too, as soon as its rows are in; what concerns an index
 *       and nothing else waits until all indexes are there;
 *   <li>every other statement that follows rows waits for all of that.
 * </ul>
 */
final class ParallelLoad implements DumpReader {
  /** So many statements are one transaction: more would need many locks, fewer many syncs. */
  private static final int BATCH = 100;

  private static final String MAY_BE_EMPTIED =
      """
      SELECT convert_to(n.nspname, getdatabaseencoding()),
             convert_to(c.relname, getdatabaseencoding())
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
         AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                            AND d.deptype = 'e')
      """;

  private final LoadSession main;
  private final Workers workers;
  private final DumpOutline outline;
  private final Loaded.Tally tally;
  private final long worthSharing;
  private final List<DumpPart.Sql> afterIndexes = new ArrayList<>();
  private String tablespace = "";
  private boolean rowsCome;
  private boolean inBracket;
  private int inBatch;

  /**
   * @param worthSharing so many bytes of a table's rows, at least, are shared
   */
  ParallelLoad(
      LoadSession main,
      Workers workers,
      DumpOutline outline,
      Loaded.Tally tally,
      long worthSharing) {
    this.main = main;
    this.workers = workers;
    this.outline = outline;
    this.tally = tally;
    this.worthSharing = worthSharing;
  }

  @Override
  public void part(DumpPart part) throws SQLException {
    switch (part) {
      case DumpPart.Rows rows -> rows(rows);
      case DumpPart.Sql sql -> {
        if (!tally.leavesOut(sql)) {
          statement(sql);
        }
      }
    }
  }

  private void rows(DumpPart.Rows rows) throws SQLException {
    if (!rowsCome) {
      rowsCome = true;
      main.commit();
      loadLargeTables();
    }
    if (rows.few().isPresent()) {
      tally.add(main.copy(rows, false));
      countInBatch();
    }
  }

  private void loadLargeTables() throws SQLException {
    Charset charset = TextEncoding.charset(main.session().facts().encoding());
    Set<TableName> emptied =
        new HashSet<>(
            Queries.all(
                main.session().connection(),
                MAY_BE_EMPTIED,
                row ->
                    new TableName(
                        new String(row.getBytes(1), charset),
                        new String(row.getBytes(2), charset))));
    main.commit();
    Set<TableName> once = new HashSet<>();
    Set<TableName> more = new HashSet<>();
    outline.large().stream()
        .map(rows -> rows.header().table())
        .filter(table -> !once.add(table))
        .forEach(more::add);
    emptied.removeAll(more);
    workers.give(
        outline.large().stream()
            .sorted(Comparator.comparingLong(DumpPart.Rows::bytes).reversed())
            .map(rows -> whole(rows, emptied.contains(rows.header().table())))
            .toList());
  }

  private Workers.Given whole(DumpPart.Rows rows, boolean emptied) {
    return new Workers.Given(
        rows.header().table(), session -> load(session, RowRange.all(rows), emptied));
  }

  /**
   * Into a table that was emptied in the same transaction the server may load without a log
   * (manual, section 14.4.7), and rows may be written as if they had always been there. Once
   * another session has nothing left to do, that ends, and what is left is shared.
   */
  private void load(LoadSession session, RowRange range, boolean emptied) {
    TableName table = range.rows().header().table();
    if (emptied) {
      session.session().run("TRUNCATE ONLY " + SqlText.name(table));
    }
    RowCopy.Copied copied = session.copy(range, emptied, enough(table));
    tally.add(copied.rows());
    if (copied.left().bytes() > 0) {
      workers.share(
          table,
          copied.left().split(workers.count()).stream()
              .<Workers.Work>map(piece -> other -> load(other, piece, false))
              .toList());
    }
  }

  /** Whether one session has loaded enough of a table, by the bytes that are left of its rows. */
  private LongPredicate enough(TableName table) {
    return outline.inOrder().contains(table)
        ? left -> false
        : left -> left > worthSharing && workers.anyUnoccupied();
  }

  private void statement(DumpPart.Sql sql) {
    switch (sql.kind()) {
      case SETTING -> {
        if (sql.statement().startsWith("SET default_tablespace ")) {
          tablespace = sql.statement().text();
        }
        main.run(sql);
      }
      case LARGE_OBJECT_BRACKET -> {
        inBracket = !inBracket;
        commit();
      }
      case LARGE_OBJECT, SEQUENCE_POSITION -> inOrder(sql);
      case INDEX, INDEX_CONSTRAINT -> index(sql);
      case AFTER_INDEX, COMMENT -> {
        if (rowsCome && !workers.idle()) {
          afterIndexes.add(sql);
        } else {
          inOrder(sql);
        }
      }
      default -> {
        settle();
        inOrder(sql);
      }
    }
  }

  private void index(DumpPart.Sql sql) {
    Optional<TableName> table = TableWords.of(sql.statement().text());
    if (table.isEmpty()) {
      settle();
      inOrder(sql);
      return;
    }
    commit();
    String inTablespace = tablespace;
    workers.give(
        table.get(),
        session -> {
          session.useTablespace(inTablespace);
          session.run(sql);
        });
  }

  /** Waits for the sessions, and does what was to wait for the indexes. */
  private void settle() {
    if (!workers.idle()) {
      commit();
    }
    workers.await();
    if (!afterIndexes.isEmpty()) {
      afterIndexes.forEach(this::inOrder);
      afterIndexes.clear();
      commit();
    }
  }

  private void inOrder(DumpPart.Sql sql) {
    main.run(sql);
    countInBatch();
  }

  private void countInBatch() {
    inBatch++;
    if (inBatch >= BATCH && !inBracket) {
      commit();
    }
  }

  private void commit() {
    if (inBatch > 0 || !rowsCome) {
      main.commit();
      inBatch = 0;
    }
  }

  /** The dump has ended. */
  void finish() {
    settle();
    commit();
  }
}
