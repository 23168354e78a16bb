package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
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

  /** What a choice asks for: instead of a swap it may come to {@link #IN_PLACE}. */
  public static Way askedFor(RestoreChoice choice) {
    if (!choice.tables().isEmpty()) {
      return choice.placement() == TablePlacement.BESIDE ? TABLES_BESIDE : TABLES_IN_PLACE;
    }
    return choice.inPlace() ? IN_PLACE : SWAP;
  }

  /** As a plan calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
