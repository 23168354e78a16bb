package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.inventory.TableName;
import java.util.Locale;

/** A relation whose contents are not in the dump, by nature and not by failure. */
public record Uncovered(Kind kind, TableName name) {

  /** Why the contents are not there. */
  public enum Kind {
    /** Computed anew from its query on restore. */
    MATERIALIZED_VIEW,
    /** Its rows live elsewhere. */
    FOREIGN_TABLE,
    /** A standby has no rows of it. */
    UNLOGGED_TABLE;

    /** The word in the index. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
