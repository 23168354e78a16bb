package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;

/**
 * What a complete dump must hold, as the database lists it.
 *
 * @param tables those whose rows must be in the dump, by the name they are loaded through: for some
 *     partitions it is that of the partitioned table, which then comes once for each
 * @param sequences those whose position must be in the dump
 * @param uncovered what a dump never holds the contents of
 */
public record ExpectedContents(
    List<TableName> tables,
    List<TableName> sequences,
    long largeObjects,
    List<Uncovered> uncovered) {
  public ExpectedContents {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    uncovered = List.copyOf(uncovered);
  }
}
