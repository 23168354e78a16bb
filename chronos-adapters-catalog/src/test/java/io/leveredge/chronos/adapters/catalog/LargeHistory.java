package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A history as years of schedules leave it: mostly hourly and completed, little of the rest. */
final class LargeHistory {
  private static final String SQL =
      """
      INSERT INTO chronos.backup_history (
        id, type, tier, target, components, labels, reason, requested_by, status, created_at,
        ended_at, expires_at, directory, manifest_sha256, size_bytes, results, holds, failure_code,
        problem)
      SELECT
        to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISSMS"Z"') || '-' || lpad(n::text, 10, '0'),
        CASE tier WHEN 'hourly' THEN 'incremental' WHEN 'daily' THEN 'full'
          WHEN 'workflows' THEN 'workflows' ELSE 'database' END,
        tier,
        CASE WHEN n % 20000 = 7 THEN 'rare' WHEN n % 3 = 0 THEN 'prod' ELSE 'default' END,
        '{database,config}',
        CASE WHEN tier = 'manual' THEN ARRAY['pre-deploy', 'svc-' || n % 37] ELSE '{}' END,
        'scheduled', 'schedule:' || tier, status, at,
        at + interval '9 seconds', at + interval '30 days',
        CASE WHEN done THEN tier || '/' || n END,
        CASE WHEN done THEN repeat('a', 64) END,
        CASE WHEN done THEN 123456 END,
        CASE WHEN done THEN results END,
        CASE WHEN done THEN '{database}'::text[] END,
        CASE WHEN NOT done THEN 'dump_failed' END,
        CASE WHEN NOT done THEN 'pg_dump ended with status 1' END
      FROM generate_series(1, ?) AS n
      CROSS JOIN LATERAL (
        SELECT '2024-01-01Z'::timestamptz + n * interval '20 minutes' AS at,
          CASE WHEN n % 24 = 0 THEN 'daily' WHEN n % 24 IN (6, 12, 18) THEN 'database'
            WHEN n % 24 = 3 THEN 'workflows' WHEN n % 101 = 0 THEN 'manual'
            ELSE 'hourly' END AS tier,
          CASE WHEN n % 5003 = 0 THEN 'interrupted' WHEN n % 211 = 0 THEN 'failed'
            WHEN n % 97 = 0 THEN 'partial' ELSE 'completed' END AS status) AS kind
      CROSS JOIN LATERAL (SELECT status IN ('completed', 'partial') AS done) AS outcome
      CROSS JOIN (
        SELECT jsonb_build_array(jsonb_build_object(
          'component', 'database', 'state', 'completed',
          'artifacts', jsonb_build_array(jsonb_build_object(
            'name', 'database.sql.gz', 'codec', 'gzip',
            'stored_bytes', 1, 'stored_digest', repeat('b', 64),
            'plain_bytes', 2, 'plain_digest', repeat('c', 64))),
          'notes', jsonb_build_array('The contents of 1 materialized view are not in the dump.'),
          'facts', jsonb_build_object('server_version', '15.18', 'encoding', 'UTF8')))
          AS results) AS sample
      """;

  private LargeHistory() {}

  /** Writes so many backups, 20 minutes apart, and lets the planner know of them. */
  static void write(TestDatabase database, int backups) throws SQLException {
    try (Connection session = database.connect();
        PreparedStatement insert = session.prepareStatement(SQL)) {
      insert.setInt(1, backups);
      insert.execute();
    }
    database.execute("VACUUM ANALYZE chronos.backup_history");
  }
}
