-- The catalog: an index over the manifests in the backup directory, which stay the truth.

-- Every backup that was ever heard of, deleted ones included, since their ids are never given again.
CREATE TABLE chronos.backup_history (
  -- Collation "C": the order of the texts is the order of the bytes, which is the order of time.
  id                text COLLATE "C" PRIMARY KEY,
  type              text,
  tier              text,
  target            text,
  -- What was asked for; "results" says what came of it.
  components        text[],
  labels            text[],
  reason            text,
  requested_by      text,
  status            text,
  created_at        timestamptz,
  ended_at          timestamptz,
  expires_at        timestamptz,
  -- Relative to the backup directory.
  directory         text,
  manifest_sha256   text,
  size_bytes        bigint,
  results           jsonb,
  -- The components that are whole in it.
  holds             text[],
  failure_code      text,
  problem           text,
  idempotency_key   text,
  request_sha256    text,
  deleted_at        timestamptz,
  deleted_by        text,

  CONSTRAINT backup_history_status_is_known
    CHECK (status IN ('running', 'completed', 'partial', 'failed', 'interrupted')),
  -- Of a backup that was deleted before the catalog heard of it, only the id is known.
  CONSTRAINT backup_history_order_is_whole
    CHECK (
      num_nulls(type, tier, target, components, labels, requested_by, status, created_at, expires_at) = 0
      OR (status IS NULL AND deleted_at IS NOT NULL)
    ),
  CONSTRAINT backup_history_outcome_is_whole
    CHECK (
      CASE
        WHEN status IN ('completed', 'partial')
          THEN num_nulls(ended_at, directory, manifest_sha256, size_bytes, results, holds) = 0
        WHEN status IN ('failed', 'interrupted')
          THEN num_nulls(ended_at, failure_code, problem) = 0
        ELSE true
      END
    ),
  CONSTRAINT backup_history_deletion_is_whole
    CHECK (num_nulls(deleted_at, deleted_by) IN (0, 2)),
  CONSTRAINT backup_history_key_has_its_request
    CHECK (num_nulls(idempotency_key, request_sha256) IN (0, 2))
);

-- Lists go by id, downwards, and see no deleted backup: one index for the whole and one for each
-- filter, so that a page costs its own rows even where few backups match.
CREATE INDEX backup_history_live ON chronos.backup_history (id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target
  ON chronos.backup_history (target, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_tier
  ON chronos.backup_history (tier, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_type
  ON chronos.backup_history (type, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_status
  ON chronos.backup_history (status, id) WHERE deleted_at IS NULL;
-- And one for each set of them: what is asked for together may be nowhere, and then reads nothing.
CREATE INDEX backup_history_live_by_tier_and_type
  ON chronos.backup_history (tier, type, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target_and_tier
  ON chronos.backup_history (target, tier, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target_and_type
  ON chronos.backup_history (target, type, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target_tier_and_type
  ON chronos.backup_history (target, tier, type, id) WHERE deleted_at IS NULL;
-- A name is looked for among the targets and among the labels.
CREATE INDEX backup_history_live_by_label
  ON chronos.backup_history USING gin (labels) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_with_workflows
  ON chronos.backup_history (target, id) WHERE deleted_at IS NULL AND 'workflows' = ANY (holds);

-- Not unique: two instances may have answered one key while the catalog was away, and both backups
-- are real. The earlier one answers for the key.
CREATE INDEX backup_history_live_by_key
  ON chronos.backup_history (requested_by, idempotency_key, id)
  WHERE deleted_at IS NULL AND idempotency_key IS NOT NULL;

-- Each backup carries the latest deletions along.
CREATE INDEX backup_history_deleted
  ON chronos.backup_history (deleted_at) WHERE deleted_at IS NOT NULL;

-- A tier nearly decides the type, and a target has tiers of its own. The planner takes filters for
-- independent unless it is told, and would walk the whole list for a combination that is rare.
CREATE STATISTICS chronos.backup_history_kinds (mcv)
  ON target, tier, type, status FROM chronos.backup_history;
-- A sample large enough to meet the rare combinations too: what it does not meet counts as frequent.
ALTER STATISTICS chronos.backup_history_kinds SET STATISTICS 1000;

-- Every restore and every dry run. Their ids are drawn from the same sequence as those of backups.
CREATE TABLE chronos.restore_log (
  id                text COLLATE "C" PRIMARY KEY,
  -- What was put back. No foreign key: that backup may be gone, and its restore stays known.
  backup_id         text NOT NULL,
  target            text NOT NULL,
  -- What was asked for, and "choice" says how; "outcomes" says what came of it.
  components        text[] NOT NULL,
  choice            jsonb NOT NULL,
  dry_run           boolean NOT NULL,
  -- The restore that this one takes back.
  undoes            text,
  reason            text,
  requested_by      text NOT NULL,
  status            text NOT NULL,
  created_at        timestamptz NOT NULL,
  ended_at          timestamptz,
  -- The backup that was taken just before.
  safety_backup     text,
  outcomes          jsonb NOT NULL,
  failure_code      text,
  problem           text,
  -- Until when what it replaced is kept; none where nothing is.
  undo_until        timestamptz,

  CONSTRAINT restore_log_status_is_known
    CHECK (status IN ('planned', 'running', 'completed', 'partial', 'failed', 'interrupted')),
  CONSTRAINT restore_log_ended_has_its_time
    CHECK ((ended_at IS NULL) = (status = 'running')),
  CONSTRAINT restore_log_problem_is_whole
    CHECK (num_nulls(failure_code, problem) IN (0, 2))
);

-- The list goes by id, downwards, for which the primary key serves. Few have anything to undo.
CREATE INDEX restore_log_undoable ON chronos.restore_log (id) WHERE undo_until IS NOT NULL;

-- Who may work on a target. Times are this server's alone, so that no other clock matters.
CREATE TABLE chronos.claims (
  target       text PRIMARY KEY,
  job          text,
  -- One life of one process; none where the claim is free.
  holder       text,
  -- Grows with each claim and never again takes an old value: what a former holder does late with
  -- its old number meets no row.
  fence        bigint NOT NULL,
  lease_until  timestamptz NOT NULL,
  CONSTRAINT claims_holder_has_a_job CHECK (num_nulls(job, holder) IN (0, 2))
);

-- Which catalog this is. The nonce changes before each dump, so that whoever sees it in a dumped
-- snapshot knows that this is the catalog itself and no copy of it.
CREATE TABLE chronos.identity (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  catalog   text NOT NULL,
  nonce     text NOT NULL
);

INSERT INTO chronos.identity (catalog, nonce)
VALUES (gen_random_uuid()::text, gen_random_uuid()::text);

-- Each object of this schema carries a comment that begins like these. A dump leaves the schema out and
-- refuses to if it finds one without: it would be somebody else's, and lost.
COMMENT ON TABLE chronos.backup_history IS 'CHRONOS: one row a backup, rebuilt from the manifests when lost';
COMMENT ON TABLE chronos.restore_log IS 'CHRONOS: one row a restore or dry run, as each backup carries it along';
COMMENT ON TABLE chronos.claims IS 'CHRONOS: which job has which target, and until when';
COMMENT ON TABLE chronos.identity IS 'CHRONOS: which catalog this is';
