package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.state.Deletion;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on {@code chronos.backup_history}, and on what is known of the catalog itself. */
@Repository(CatalogFactory.NAME)
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class BackupRows implements GenericRepository<BackupRow, String> {
  private final JdbcOperations operations;

  BackupRows(@Named(CatalogFactory.NAME) JdbcOperations operations) {
    this.operations = operations;
  }

  /**
   * Inserts the row, or replaces what is known by what is no less final: a run by anything, a
   * failure by another failure or a published backup, and a published one by that alone. Whether
   * the backup is deleted is not touched.
   */
  @Query(
      """
      INSERT INTO chronos.backup_history AS known (
        id, type, tier, target, components, labels, reason, requested_by, status, created_at,
        ended_at, expires_at, directory, manifest_sha256, size_bytes, results, holds, failure_code,
        problem, idempotency_key, request_sha256)
      VALUES (
        :id, :type, :tier, :target, :components, :labels, :reason, :requestedBy, :status, :createdAt,
        :endedAt, :expiresAt, :directory, :manifestSha256, :sizeBytes, CAST(:results AS jsonb),
        :holds,
        :failureCode, :problem, :idempotencyKey, :requestSha256)
      ON CONFLICT (id) DO UPDATE SET
        (type, tier, target, components, labels, reason, requested_by, status, created_at,
         ended_at, expires_at, directory, manifest_sha256, size_bytes, results, holds, failure_code,
         problem, idempotency_key, request_sha256)
        = ROW (
         EXCLUDED.type, EXCLUDED.tier, EXCLUDED.target, EXCLUDED.components, EXCLUDED.labels,
         EXCLUDED.reason, EXCLUDED.requested_by, EXCLUDED.status, EXCLUDED.created_at,
         EXCLUDED.ended_at, EXCLUDED.expires_at, EXCLUDED.directory, EXCLUDED.manifest_sha256,
         EXCLUDED.size_bytes, EXCLUDED.results, EXCLUDED.holds, EXCLUDED.failure_code, EXCLUDED.problem,
         EXCLUDED.idempotency_key, EXCLUDED.request_sha256)
      WHERE known.status IS NULL
        OR known.status = 'running'
        OR EXCLUDED.status IN ('completed', 'partial')
        OR (known.status IN ('failed', 'interrupted')
            AND EXCLUDED.status IN ('failed', 'interrupted'))
      """)
  abstract void upsert(BackupRow row);

  @Query("SELECT * FROM chronos.backup_history WHERE id = :id AND deleted_at IS NULL")
  abstract Optional<BackupRow> live(String id);

  @Query(
      """
      SELECT * FROM chronos.backup_history
      WHERE deleted_at IS NULL AND requested_by = :requestedBy AND idempotency_key = :key
      ORDER BY id LIMIT 1
      """)
  abstract Optional<BackupRow> liveByKey(String requestedBy, String key);

  @Query("SELECT max(id) FROM chronos.backup_history")
  abstract Optional<String> newestId();

  @Query(
      """
      SELECT id FROM chronos.backup_history
      WHERE deleted_at IS NULL AND status IN ('completed', 'partial')
      """)
  abstract List<String> publishedIds();

  /** Marks the row deleted, or inserts one that holds nothing else. The first deletion counts. */
  @Query(
      """
      INSERT INTO chronos.backup_history AS known (id, deleted_at, deleted_by)
      VALUES (:id, :at, :by)
      ON CONFLICT (id) DO UPDATE
      SET deleted_at = EXCLUDED.deleted_at, deleted_by = EXCLUDED.deleted_by
      WHERE known.deleted_at IS NULL
      """)
  abstract void markDeleted(String id, Instant at, String by);

  @Query("SELECT EXISTS (SELECT FROM chronos.identity WHERE recalled_at IS NOT NULL)")
  abstract boolean recalled();

  /** By the server's clock; the first time counts. */
  @Query("UPDATE chronos.identity SET recalled_at = now() WHERE recalled_at IS NULL")
  abstract void markRecalled();

  /** The latest deletions since then. */
  @Connectable
  List<Deletion> deletions(Instant since, int limit) {
    return operations.prepareStatement(
        """
        SELECT id, deleted_by, deleted_at FROM chronos.backup_history
        WHERE deleted_at >= ? ORDER BY deleted_at DESC, id DESC LIMIT ?
        """,
        statement -> {
          statement.setObject(1, since.atOffset(ZoneOffset.UTC));
          statement.setInt(2, limit);
          List<Deletion> deletions = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              deletions.add(
                  new Deletion(
                      new BackupId(rows.getString(1)),
                      rows.getString(2),
                      rows.getObject(3, OffsetDateTime.class).toInstant()));
            }
          }
          return deletions;
        });
  }

  /** The rows of a page, and one more where another page follows. */
  @Connectable
  List<BackupRow> page(HistoryQuery query) {
    return operations.prepareStatement(
        query.sql(),
        statement -> {
          query.bind(statement);
          try (ResultSet rows = statement.executeQuery()) {
            return operations.entityStream(rows, BackupRow.class).toList();
          }
        });
  }
}
