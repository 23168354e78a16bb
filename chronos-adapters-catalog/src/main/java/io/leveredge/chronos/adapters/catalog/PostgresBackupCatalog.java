package io.leveredge.chronos.adapters.catalog;

import static io.leveredge.chronos.adapters.catalog.CatalogProblem.asking;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The catalog in {@code chronos.backup_history}. Each call is one statement, so that several
 * instances share it without more ado. What the database does wrong is {@code CATALOG_UNAVAILABLE},
 * also where the schema is not there yet.
 */
public final class PostgresBackupCatalog implements BackupCatalog {
  private static final int MILLIS_TO_BE_AVAILABLE = 1000;

  private final BackupRows rows;
  private final RowReader reader;
  private final DataSource catalog;

  PostgresBackupCatalog(BackupRows rows, RowReader reader, DataSource catalog) {
    this.rows = rows;
    this.reader = reader;
    this.catalog = catalog;
  }

  @Override
  public void record(Backup backup) {
    asking(
        "record " + backup.id(),
        () -> {
          rows.upsert(reader.row(backup));
          return backup;
        });
  }

  @Override
  public Optional<Backup> findByIdempotencyKey(String requestedBy, String key) {
    return asking(
        "look for an idempotency key",
        () -> rows.liveByKey(StorableText.of(requestedBy), StorableText.of(key)).map(reader::read));
  }

  @Override
  public void recordDeletion(BackupId id, String by, Instant at) {
    asking(
        "record that " + id + " is deleted",
        () -> {
          rows.markDeleted(id.value(), at, StorableText.of(by));
          return id;
        });
  }

  @Override
  public List<Deletion> deletions(Instant since, int limit) {
    return asking("list the deletions", () -> rows.deletions(since, limit));
  }

  @Override
  public Set<BackupId> publishedIds() {
    return asking(
        "list the published backups",
        () ->
            rows.publishedIds().stream()
                .map(BackupId::new)
                .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public boolean recalled() {
    return asking("tell whether it was told what an earlier one knew", rows::recalled);
  }

  @Override
  public void recordRecall() {
    asking(
        "record that it was told what an earlier one knew",
        () -> {
          rows.markRecalled();
          return true;
        });
  }

  @Override
  public boolean available() {
    try (Connection connection = catalog.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, MILLIS_TO_BE_AVAILABLE);
      try (PreparedStatement one =
          connection.prepareStatement("SELECT 1 FROM chronos.backup_history LIMIT 1")) {
        return one.execute();
      }
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public Optional<Backup> find(BackupId id) {
    return asking("look for " + id, () -> rows.live(id.value()).map(reader::read));
  }

  @Override
  public BackupPage list(BackupQuery query) {
    return asking(
        "list backups", () -> reader.page(rows.page(HistoryQuery.of(query)), query.limit()));
  }

  @Override
  public Optional<BackupId> newest() {
    return asking("tell its newest id", () -> rows.newestId().map(BackupId::new));
  }
}
