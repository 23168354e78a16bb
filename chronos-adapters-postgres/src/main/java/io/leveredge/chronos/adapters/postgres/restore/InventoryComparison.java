package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what a backup holds with what a database holds. Where rows lie and how many bytes they
 * take is no part of it: column order may change by a restore.
 */
public final class InventoryComparison {
  private static final int NAMED = 5;

  private InventoryComparison() {}

  /** Every difference, one sentence each, in the order of the names; none where they are equal. */
  public static List<String> differences(DatabaseInventory backup, DatabaseInventory database) {
    List<String> differences = new ArrayList<>();
    Map<TableName, TableInventory> wanted = byName(backup.tables(), TableInventory::table);
    Map<TableName, TableInventory> found = byName(database.tables(), TableInventory::table);
    for (TableName name : names(wanted, found)) {
      if (!found.containsKey(name)) {
        differences.add("table " + name + " is missing");
      } else if (!wanted.containsKey(name)) {
        differences.add("table " + name + " is not in the backup");
      } else {
        compare(wanted.get(name), found.get(name), differences);
      }
    }
    sequences(
        byName(backup.sequences(), SequencePosition::sequence),
        byName(database.sequences(), SequencePosition::sequence),
        differences);
    LargeObjects objects = backup.largeObjects();
    if (!objects.equals(database.largeObjects())) {
      differences.add(
          "%d large objects of %d bytes instead of %d of %d, or others"
              .formatted(
                  database.largeObjects().count(),
                  database.largeObjects().bytes(),
                  objects.count(),
                  objects.bytes()));
    }
    return differences;
  }

  /**
   * Makes sure that there is no difference.
   *
   * @throws ChronosException RESTORE_DIFFERS, naming the first few
   */
  public static void requireEqual(DatabaseInventory backup, DatabaseInventory database) {
    List<String> differences = differences(backup, database);
    if (!differences.isEmpty()) {
      throw new ChronosException(
          ErrorCode.RESTORE_DIFFERS,
          "The restored database differs from the backup in %d: %s"
              .formatted(
                  differences.size(),
                  differences.stream().limit(NAMED).collect(Collectors.joining("; "))));
    }
  }

  private static void compare(
      TableInventory wanted, TableInventory found, List<String> differences) {
    if (wanted.rows() != found.rows()) {
      differences.add(
          "table %s has %d rows instead of %d"
              .formatted(wanted.table(), found.rows(), wanted.rows()));
    } else if (!wanted.digest().equals(found.digest())) {
      differences.add("the rows of table " + wanted.table() + " are others");
    }
  }

  private static void sequences(
      Map<TableName, SequencePosition> wanted,
      Map<TableName, SequencePosition> found,
      List<String> differences) {
    for (TableName name : names(wanted, found)) {
      if (!found.containsKey(name)) {
        differences.add("sequence " + name + " is missing");
      } else if (!wanted.containsKey(name)) {
        differences.add("sequence " + name + " is not in the backup");
      } else if (!wanted.get(name).equals(found.get(name))) {
        differences.add(
            "sequence %s stands at %d instead of %d"
                .formatted(name, found.get(name).value(), wanted.get(name).value()));
      }
    }
  }

  private static <T> Map<TableName, T> byName(List<T> all, Function<T, TableName> name) {
    return all.stream()
        .collect(Collectors.toMap(name, each -> each, (one, other) -> one, TreeMap::new));
  }

  private static Set<TableName> names(Map<TableName, ?> one, Map<TableName, ?> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
