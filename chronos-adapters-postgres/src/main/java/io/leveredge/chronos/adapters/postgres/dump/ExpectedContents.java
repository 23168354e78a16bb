package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;

/**
 * What a complete dump must hold, as the database lists it.
 *
 * @param tables a table once for every time its name must open rows: a partitioned table whose
 *     partitions are loaded through it comes once a partition
 * @param sequences those whose position must be in the dump
 * @param uncovered what a dump never holds the contents of
 */
record ExpectedContents(
    List<TableName> tables,
    List<TableName> sequences,
    long largeObjects,
    List<Uncovered> uncovered) {
  ExpectedContents {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    uncovered = List.copyOf(uncovered);
  }
}
