package io.leveredge.chronos.domain.inventory;

import java.util.List;

/**
 * What a database dump holds. Equal inventories mean equal contents, whatever the order of rows.
 */
public record DatabaseInventory(
    List<TableInventory> tables, List<SequencePosition> sequences, LargeObjects largeObjects) {
  public DatabaseInventory {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  public long rows() {
    return tables.stream().mapToLong(TableInventory::rows).sum();
  }
}
