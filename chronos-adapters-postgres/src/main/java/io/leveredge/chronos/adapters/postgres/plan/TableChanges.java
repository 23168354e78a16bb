package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.adapters.postgres.dump.ContentsQuery;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.MissingTables;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What becomes of each table, in the order of the names. */
public final class TableChanges {
  private final List<Entry> entries;

  private TableChanges(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  private record Entry(
      ChangeKind kind, TableName table, Optional<Change.Amount> then, Optional<String> note) {}

  /**
   * Compares the names of both sides.
   *
   * @param live a session in the database in use
   */
  public static TableChanges of(
      Connection live, BackupDump dump, RestoreWork work, WayChoice choice) throws SQLException {
    Map<TableName, TableInventory> then = new TreeMap<>();
    dump.index().inventory().tables().forEach(table -> then.put(table.table(), table));
    return switch (choice.way()) {
      case SWAP, IN_PLACE -> whole(then, there(live, then.keySet(), choice));
      case TABLES_BESIDE -> beside(then, work);
      case TABLES_IN_PLACE -> inPlace(then, work, MissingTables.of(live, work.choice().tables()));
    };
  }

  private static Set<TableName> there(Connection live, Set<TableName> then, WayChoice choice)
      throws SQLException {
    List<String> stays = new ArrayList<>(choice.kept());
    boolean catalogDumped =
        then.stream().anyMatch(table -> table.schema().equals(CatalogSchema.NAME));
    if (!catalogDumped && CatalogSchema.mayBeOurs(live)) {
      stays.add(CatalogSchema.NAME);
    }
    return new HashSet<>(ContentsQuery.ask(live, ServerFacts.of(live), stays).tables());
  }

  private static TableChanges whole(Map<TableName, TableInventory> then, Set<TableName> now) {
    Set<TableName> all = new TreeSet<>(then.keySet());
    all.addAll(now);
    List<Entry> entries = new ArrayList<>();
    for (TableName table : all) {
      Optional<TableInventory> backup = Optional.ofNullable(then.get(table));
      ChangeKind kind =
          backup.isEmpty()
              ? ChangeKind.DROPPED
              : now.contains(table) ? ChangeKind.REPLACED : ChangeKind.CREATED;
      entries.add(entry(kind, table, backup, Optional.empty()));
    }
    return new TableChanges(entries);
  }

  private static TableChanges beside(Map<TableName, TableInventory> then, RestoreWork work) {
    return new TableChanges(
        wanted(then, work).stream()
            .map(
                table ->
                    entry(
                        ChangeKind.CREATED,
                        RestoreNames.beside(table.table(), work.id()),
                        Optional.of(table),
                        Optional.of("beside " + table.table())))
            .toList());
  }

  private static TableChanges inPlace(
      Map<TableName, TableInventory> then, RestoreWork work, List<TableName> missing) {
    return new TableChanges(
        wanted(then, work).stream()
            .map(
                table ->
                    missing.contains(table.table())
                        ? entry(
                            ChangeKind.CREATED,
                            table.table(),
                            Optional.of(table),
                            Optional.of("with its sequences, indexes, keys, triggers and grants"))
                        : entry(
                            ChangeKind.REPLACED,
                            table.table(),
                            Optional.of(table),
                            Optional.of("its rows; its definition stays")))
            .toList());
  }

  private static List<TableInventory> wanted(
      Map<TableName, TableInventory> then, RestoreWork work) {
    return work.choice().tables().stream()
        .distinct()
        .sorted()
        .flatMap(table -> Optional.ofNullable(then.get(table)).stream())
        .toList();
  }

  private static Entry entry(
      ChangeKind kind, TableName table, Optional<TableInventory> backup, Optional<String> note) {
    return new Entry(kind, table, backup.map(each -> Change.Amount.exactly(each.rows())), note);
  }

  /** How many there are of each kind. */
  public Map<ChangeKind, Long> counts() {
    Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
    entries.forEach(entry -> counts.merge(entry.kind(), 1L, Long::sum));
    return counts;
  }

  /** The names of those of one kind. */
  List<TableName> of(ChangeKind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).map(Entry::table).toList();
  }

  /** One page of them; only of these the rows that there are now are counted. */
  List<Change> page(PlanPage page, RowCounts rows) throws SQLException {
    List<Change> changes = new ArrayList<>();
    for (Entry entry : listed(page).skip(page.from()).limit(page.limit()).toList()) {
      Optional<Change.Amount> now =
          entry.kind() == ChangeKind.CREATED ? Optional.empty() : rows.of(entry.table());
      changes.add(
          new Change(entry.kind(), entry.table().toString(), now, entry.then(), entry.note()));
    }
    return changes;
  }

  private Stream<Entry> listed(PlanPage page) {
    return entries.stream().filter(entry -> page.lists(entry.kind()));
  }

  /** Where the page after that one begins. */
  Optional<Long> after(PlanPage page) {
    long next = page.from() + page.limit();
    return next < listed(page).count() ? Optional.of(next) : Optional.empty();
  }
}
