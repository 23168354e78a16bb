package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.Pooling;
import io.leveredge.chronos.adapters.postgres.client.Sessions;
import io.leveredge.chronos.adapters.postgres.dump.ContentsQuery;
import io.leveredge.chronos.adapters.postgres.dump.ExpectedContents;
import io.leveredge.chronos.adapters.postgres.dump.SnapshotSession;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Takes the inventory of a database from the database itself, table by table through the code that
 * takes that of a dump, so that the two compare. All sessions read one snapshot.
 */
public final class DatabaseInventoryOf {
  private final LoadSettings settings;
  private final String encoding;
  private final LongConsumer told;
  private final Connections connections;

  /**
   * @param encoding of the dump that it is to be compared with ({@code DumpIndex.encoding()})
   */
  public DatabaseInventoryOf(LoadSettings settings, String encoding) {
    this(settings, encoding, bytes -> {});
  }

  /** For the comparison with that dump, which hears how it goes on. */
  public DatabaseInventoryOf(LoadSettings settings, PlainDump dump) {
    this(settings, dump.index().encoding(), dump::readBack);
  }

  private DatabaseInventoryOf(LoadSettings settings, String encoding, LongConsumer told) {
    this.settings = settings;
    this.encoding = encoding;
    this.told = told;
    this.connections = new Connections(settings.url());
  }

  /**
   * Reads everything that a dump would hold. Offsets and lengths mean nothing here. An interrupt
   * ends it soon.
   *
   * @param withoutSchemas those that are not looked at
   * @throws ChronosException RESTORE_INTERRUPTED, or whatever kept a table from being read
   */
  public DatabaseInventory take(Collection<String> withoutSchemas) {
    try {
      return Interruptible.run(
          settings.sessionName(),
          ErrorCode.RESTORE_INTERRUPTED,
          "The comparison was stopped by the service",
          abort -> take(withoutSchemas, abort));
    } catch (RuntimeException failure) {
      new Sessions(connections).end(settings.sessionName());
      throw failure;
    }
  }

  private DatabaseInventory take(Collection<String> withoutSchemas, Abort abort) {
    try (DatabaseSession main = session(abort)) {
      Pooling.refuse(main.connection(), connections);
      SnapshotSession snapshot = SnapshotSession.begin(main.connection());
      ExpectedContents contents = ContentsQuery.ask(snapshot, withoutSchemas);
      return read(snapshot, contents, abort);
    } catch (SQLException failure) {
      throw RestoreFaults.of("Reading the database back", failure);
    }
  }

  private DatabaseInventory read(SnapshotSession snapshot, ExpectedContents contents, Abort abort)
      throws SQLException {
    InventoryReader reader = new InventoryReader(snapshot.connection(), encoding, told);
    List<TableColumns> tables =
        tables(contents, TableColumns.all(snapshot.connection(), snapshot.facts()));
    try (TableReaders readers =
        new TableReaders(settings, tables, encoding, told, () -> joined(snapshot.name(), abort))) {
      List<SequencePosition> sequences = sequences(reader, contents);
      LargeObjects objects = reader.largeObjects();
      List<TableInventory> read = readers.await();
      return new DatabaseInventory(read, sequences, objects);
    }
  }

  /** In the transaction that is open: for what nobody else can see yet. */
  static DatabaseInventory within(
      DatabaseSession session, PlainDump dump, Collection<String> withoutSchemas)
      throws SQLException {
    ExpectedContents contents =
        ContentsQuery.ask(session.connection(), session.facts(), withoutSchemas);
    InventoryReader reader =
        new InventoryReader(session.connection(), dump.index().encoding(), dump::readBack);
    Map<TableName, TableInventory> read = new TreeMap<>();
    for (TableColumns table :
        tables(contents, TableColumns.all(session.connection(), session.facts()))) {
      read.put(table.table(), reader.table(table));
    }
    return new DatabaseInventory(
        List.copyOf(read.values()), sequences(reader, contents), reader.largeObjects());
  }

  /** The largest first, each once. */
  private static List<TableColumns> tables(
      ExpectedContents contents, Map<TableName, TableColumns> all) {
    return contents.tables().stream()
        .distinct()
        .map(
            name -> {
              TableColumns table = all.get(name);
              if (table == null) {
                throw new IllegalStateException("Table " + name + " is listed and not found");
              }
              return table;
            })
        .sorted(Comparator.comparingLong(TableColumns::size).reversed())
        .toList();
  }

  private static List<SequencePosition> sequences(InventoryReader reader, ExpectedContents contents)
      throws SQLException {
    List<SequencePosition> positions = new ArrayList<>();
    for (TableName sequence : contents.sequences()) {
      positions.add(reader.sequence(sequence));
    }
    positions.sort(Comparator.comparing(SequencePosition::sequence));
    return positions;
  }

  private DatabaseSession session(Abort abort) {
    return Opening.session(connections, settings, encoding, abort);
  }

  /** One that sees what the snapshot does. */
  private DatabaseSession joined(String snapshot, Abort abort) {
    DatabaseSession session = session(abort);
    try {
      session.run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      session.run("SET TRANSACTION SNAPSHOT " + SqlText.literal(snapshot));
      return session;
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
  }
}
