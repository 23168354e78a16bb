package io.leveredge.chronos.adapters.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The statements on {@code chronos.restore_log}. */
@Repository(CatalogFactory.NAME)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RestoreRows extends GenericRepository<RestoreRow, String> {

  /** Inserts the row, or replaces what is known, unless that has ended and the new has not. */
  @Query(
      """
      INSERT INTO chronos.restore_log AS known (
        id, backup_id, target, components, choice, dry_run, undoes, reason, requested_by, status,
        created_at, ended_at, safety_backup, outcomes, failure_code, problem, undo_until)
      VALUES (
        :id, :backupId, :target, :components, CAST(:choice AS jsonb), :dryRun, :undoes, :reason,
        :requestedBy, :status, :createdAt, :endedAt, :safetyBackup, CAST(:outcomes AS jsonb),
        :failureCode, :problem, :undoUntil)
      ON CONFLICT (id) DO UPDATE SET
        (backup_id, target, components, choice, dry_run, undoes, reason, requested_by, status,
         created_at, ended_at, safety_backup, outcomes, failure_code, problem, undo_until)
        = ROW (
         EXCLUDED.backup_id, EXCLUDED.target, EXCLUDED.components, EXCLUDED.choice,
         EXCLUDED.dry_run, EXCLUDED.undoes, EXCLUDED.reason, EXCLUDED.requested_by, EXCLUDED.status,
         EXCLUDED.created_at, EXCLUDED.ended_at, EXCLUDED.safety_backup, EXCLUDED.outcomes,
         EXCLUDED.failure_code, EXCLUDED.problem, EXCLUDED.undo_until)
      WHERE known.status = 'running' OR EXCLUDED.status <> 'running'
      """)
  void upsert(RestoreRow row);

  @Query("SELECT * FROM chronos.restore_log WHERE id = :id")
  Optional<RestoreRow> row(String id);

  @Query("SELECT * FROM chronos.restore_log ORDER BY id DESC LIMIT :limit")
  List<RestoreRow> newest(int limit);

  @Query("SELECT * FROM chronos.restore_log WHERE id < :id ORDER BY id DESC LIMIT :limit")
  List<RestoreRow> below(String id, int limit);

  @Query("SELECT * FROM chronos.restore_log WHERE undo_until IS NOT NULL ORDER BY id DESC")
  List<RestoreRow> undoable();
}
