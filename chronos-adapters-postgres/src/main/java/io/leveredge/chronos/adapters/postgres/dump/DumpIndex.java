package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What lies where in a dump, so that a table can be compared, or read, without the rest.
 *
 * @param encoding of the dump's text, by PostgreSQL's name
 * @param blocks where each can be decompressed on its own
 */
public record DumpIndex(
    String encoding,
    String serverVersion,
    DatabaseInventory inventory,
    List<Uncovered> uncovered,
    BlockTable blocks) {

  /** The version of the index's form that is written. */
  static final int FORMAT = 1;

  public DumpIndex {
    uncovered = List.copyOf(uncovered);
  }

  /** One table's line. */
  public Optional<TableInventory> table(TableName name) {
    return inventory.tables().stream().filter(table -> table.table().equals(name)).findFirst();
  }
}
