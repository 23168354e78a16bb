package io.leveredge.chronos.adapters.postgres.plan;

import java.util.Locale;

/** How a restore of a database goes about it. */
public enum Way {
  /** Loaded into a new database, compared, and put in the place of the one in use by a rename. */
  SWAP,
  /** Emptied and filled in one transaction. */
  IN_PLACE,
  /** Single tables under another name. */
  TABLES_BESIDE,
  /** The rows of single tables replaced in one transaction. */
  TABLES_IN_PLACE;

  /** As a plan calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
