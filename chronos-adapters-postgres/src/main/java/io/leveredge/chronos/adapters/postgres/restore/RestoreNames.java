package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreId;

/** What the things that one restore makes at a server are called. */
public final class RestoreNames {
  private RestoreNames() {}

  /** The application name of its sessions; at most 63 bytes, so that the server does not cut it. */
  public static String session(RestoreId id) {
    return "chronos-restore-" + id;
  }

  /** The application name of the session that keeps others from writing into the catalog. */
  public static String holder(RestoreId id) {
    return "chronos-hold-" + id;
  }

  /** The database that it loads. */
  public static String restored(String live, RestoreId id) {
    return SwapNames.within(live, "_chronos_" + shortened(id));
  }

  /** The table that it puts beside another. */
  public static TableName beside(TableName table, RestoreId id) {
    return new TableName(
        table.schema(), SwapNames.within(table.name(), "_restored_" + shortened(id)));
  }

  /** The random part. */
  private static String shortened(RestoreId id) {
    return id.value().substring(id.value().indexOf('-') + 1);
  }
}
