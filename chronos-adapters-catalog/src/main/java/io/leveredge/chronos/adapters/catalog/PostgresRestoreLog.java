package io.leveredge.chronos.adapters.catalog;

import static io.leveredge.chronos.adapters.catalog.CatalogProblem.asking;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of restores in {@code chronos.restore_log}. What the database does wrong is {@code
 * CATALOG_UNAVAILABLE}. A row that this version cannot read is left out of lists, and logged once.
 */
public final class PostgresRestoreLog implements RestoreLog {
  private static final int LARGEST_PAGE = 1000;

  private final RestoreRows rows;
  private final RestoreJson json;
  private final UnreadableRows unreadable = new UnreadableRows("no list of restores shows it");

  PostgresRestoreLog(RestoreRows rows, RestoreJson json) {
    this.rows = rows;
    this.json = json;
  }

  @Override
  public void record(Restore restore) {
    asking(
        "record the restore " + restore.id(),
        () -> {
          rows.upsert(RestoreRow.from(restore, json));
          return restore;
        });
  }

  @Override
  public Optional<Restore> find(RestoreId id) {
    return asking("look for the restore " + id, () -> rows.row(id.value()).map(this::read));
  }

  @Override
  public List<Restore> list(Optional<RestoreId> before, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1000 restores, not " + limit);
    }
    return asking("list the restores", () -> page(before.map(RestoreId::value), limit));
  }

  /** Goes on past what cannot be read: a page that is not full is the last one. */
  private List<Restore> page(Optional<String> before, int limit) {
    List<Restore> page = new ArrayList<>();
    Optional<String> from = before;
    boolean more = true;
    while (more && page.size() < limit) {
      int wanted = limit - page.size();
      List<RestoreRow> found =
          from.map(id -> rows.below(id, wanted)).orElseGet(() -> rows.newest(wanted));
      page.addAll(readable(found));
      more = found.size() == wanted;
      from = more ? Optional.of(found.getLast().id()) : from;
    }
    return page;
  }

  @Override
  public List<Restore> undoable() {
    return asking("list the restores that can be undone", () -> readable(rows.undoable()));
  }

  private List<Restore> readable(List<RestoreRow> found) {
    List<Restore> restores = new ArrayList<>();
    for (RestoreRow row : found) {
      try {
        restores.add(read(row));
      } catch (ChronosException reportedAlready) {
        // The list goes on without it.
      }
    }
    return restores;
  }

  private Restore read(RestoreRow row) {
    return unreadable.reported(row.id(), () -> row.toRestore(json));
  }
}
