-- Backups in the catalog, as if one had been taken every six minutes, for a list to read. Run by
-- psql with the variable "amount". They are in the catalog alone, not in the backup directory.
INSERT INTO chronos.backup_history (
  id, type, tier, target, components, labels, reason, requested_by, status, created_at, ended_at,
  expires_at, directory, manifest_sha256, size_bytes, results, holds, failure_code, problem)
SELECT
  to_char(at, 'YYYYMMDD"T"HH24MISSMS"Z"') || '-' || substr(digest, 1, 10),
  'database',
  tier,
  target,
  ARRAY['database'],
  CASE WHEN i % 7 = 0 THEN ARRAY['pre-deploy', 'svc-' || i % 40] ELSE '{}' END,
  'Before deployment ' || i,
  'schedule',
  status,
  at,
  at + interval '8 seconds',
  at + interval '7 days',
  CASE WHEN status <> 'failed' THEN tier || '/' || to_char(at, 'YYYY-MM-DD"T"HH24MISSMS"Z"') END,
  CASE WHEN status <> 'failed' THEN digest || digest END,
  CASE WHEN status <> 'failed' THEN 171000000 + i END,
  CASE WHEN status <> 'failed' THEN jsonb_build_array(jsonb_build_object(
    'component', 'database',
    'state', 'completed',
    'artifacts', jsonb_build_array(
      jsonb_build_object(
        'name', 'database.sql.gz', 'codec', 'gzip',
        'stored_bytes', 170000000 + i, 'stored_digest', digest || digest,
        'plain_bytes', 1150000000 + i, 'plain_digest', digest || digest),
      jsonb_build_object(
        'name', 'database.index.jsonl.gz', 'codec', 'gzip',
        'stored_bytes', 1000000, 'stored_digest', digest || digest,
        'plain_bytes', 4000000, 'plain_digest', digest || digest)),
    'missing', jsonb_build_array(),
    'notes', jsonb_build_array(),
    'facts', jsonb_build_object('server_version', '15.18', 'client_version', '15.18'))) END,
  CASE WHEN status <> 'failed' THEN ARRAY['database'] END,
  CASE WHEN status = 'failed' THEN 'dump_failed' END,
  CASE WHEN status = 'failed' THEN 'pg_dump ended with status 1' END
FROM (
  SELECT i,
    date_trunc('second', now()) - (:amount - i + 1) * interval '6 minutes' AS at,
    md5(i::text) AS digest,
    (ARRAY['database', 'manual', 'hourly', 'daily'])[1 + i % 4] AS tier,
    (ARRAY['default', 'default', 'default', 'prod', 'dev'])[1 + i % 5] AS target,
    CASE WHEN i % 20 = 0 THEN 'failed' ELSE 'completed' END AS status
  FROM generate_series(1, :amount) AS i
) AS backup;

ANALYZE chronos.backup_history;
